package io.fedlora.resume;

import io.fedlora.adapter.Owned;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.file.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What finished work left with its clients, by the number of the work, in a file that does not grow
 * without bound: when it has grown by enough, it is written anew without what nobody holds any
 * more. Who holds what is left to Java to find out: a state that is still within reach, of a client
 * or of whoever else may give it back to one, keeps its place.
 *
 * <p>The first record says how many records were taken over, and how long the log of finished work
 * was then: work that stands there behind that point has its own record here, work before it may
 * have been forgotten. The others are a number (8 bytes) and the bytes kept under it.
 */
final class Shelf implements Closeable {
  private static final int FIRST_BYTES = Long.BYTES + Integer.BYTES;

  private final Path file;
  private final long room;
  private final Map<Long, Item> items = new TreeMap<>();
  private RecordLog log;
  private long rewriteAt;
  private long covered;

  /** A record, and who holds what is in it; nobody has asked for it while there is no list. */
  private static final class Item {
    private RecordLog.Place place;
    private @Nullable List<WeakReference<Owned>> holders;

    Item(RecordLog.Place place) {
      this.place = place;
    }

    boolean isForgotten() {
      List<WeakReference<Owned>> handedOut = holders;
      return handedOut != null && handedOut.stream().allMatch(one -> one.get() == null);
    }
  }

  /**
   * @param room by how many bytes the file may grow before it is written anew
   */
  private Shelf(Path file, long room, RecordLog log) {
    this.file = file;
    this.room = room;
    this.log = log;
  }

  /** An empty shelf in a new file. */
  static Shelf create(Path file, long room) throws IOException {
    WholeFile.write(file, out -> RecordLog.write(out, first(0, 0)));
    return open(file, room);
  }

  /**
   * The shelf in a file.
   *
   * @throws UnreadableFileException if something that was taken over is missing or damaged
   */
  static Shelf open(Path file, long room) throws IOException {
    Opening opening = new Opening();
    RecordLog log = RecordLog.open(file, opening::see);
    if (opening.items.size() < opening.takenOver || log.size() == 0) {
      log.close();
      throw new UnreadableFileException(file, "is cut short");
    }
    Shelf shelf = new Shelf(file, room, log);
    shelf.items.putAll(opening.items);
    shelf.covered = opening.covered;
    return shelf.measured();
  }

  private static final class Opening {
    private final Map<Long, Item> items = new TreeMap<>();
    private int takenOver;
    private long covered = -1;

    void see(byte[] record, RecordLog.Place place) {
      ByteBuffer bytes = ByteBuffer.wrap(record);
      if (covered < 0) {
        covered = bytes.getLong();
        takenOver = bytes.getInt();
      } else {
        items.put(bytes.getLong(), new Item(place));
      }
    }
  }

  private static byte[] first(long covered, int takenOver) {
    return ByteBuffer.allocate(FIRST_BYTES).putLong(covered).putInt(takenOver).array();
  }

  private Shelf measured() {
    rewriteAt = log.size() + Math.max(room, log.size());
    return this;
  }

  /** The length of the log of finished work up to which records may have been forgotten. */
  long covered() {
    return covered;
  }

  boolean has(long number) {
    return items.containsKey(number);
  }

  /** Puts bytes down under a number, for as long as one of these is held. */
  void put(long number, byte[] bytes, List<Owned> held) throws IOException {
    byte[] record =
        ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(number).put(bytes).array();
    Item item = new Item(log.append(record));
    item.holders = held.stream().map(WeakReference::new).toList();
    items.put(number, item);
  }

  /** From now on the bytes under a number, if there are any, stay for as long as these are held. */
  void handedOut(long number, List<Owned> held) {
    Item item = items.get(number);
    if (item != null) {
      item.holders = held.stream().map(WeakReference::new).toList();
    }
  }

  /**
   * The bytes under a number.
   *
   * @throws IllegalStateException if they have been forgotten
   */
  ByteBuffer get(long number) throws IOException {
    Item item = items.get(number);
    if (item == null) {
      throw new IllegalStateException("what work " + number + " left is no longer stored");
    }
    ByteBuffer bytes = log.read(item.place);
    bytes.getLong();
    return bytes.slice();
  }

  /** Whether so much has come in that the file should be written anew. */
  boolean isFull() {
    return log.size() >= rewriteAt;
  }

  /**
   * Writes the file anew without what nobody holds.
   *
   * @param finished length of the log of finished work, all of which is on the disk
   */
  void rewrite(long finished) throws IOException {
    items.values().removeIf(Item::isForgotten);
    try {
      WholeFile.write(file, out -> writeHeld(out, finished));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    RecordLog old = log;
    Opening opening = new Opening();
    log = RecordLog.open(file, opening::see);
    old.close();
    opening.items.forEach((number, item) -> place(number, item.place));
    covered = finished;
    measured();
  }

  private void writeHeld(OutputStream out, long finished) throws IOException {
    RecordLog.write(out, first(finished, items.size()));
    for (Item item : items.values()) {
      RecordLog.write(out, log.read(item.place).array());
    }
  }

  private void place(long number, RecordLog.Place place) {
    Item item = items.get(number);
    if (item != null) {
      item.place = place;
    }
  }

  /** Bytes of the file. */
  long size() {
    return log.size();
  }

  void force() throws IOException {
    log.force();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
