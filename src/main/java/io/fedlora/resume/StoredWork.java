package io.fedlora.resume;

import io.fedlora.device.Product;
import io.fedlora.device.Score;
import io.fedlora.device.WorkStore;
import io.fedlora.device.Workload;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.file.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Finished work in a folder: {@code work.log} with a record of everything that was computed, put
 * behind the others the moment it is finished, and {@code own.log} with what work left with its
 * client, as long as that is of use. A record that a kill has torn is cut off, and with it all that
 * was finished later; that work is done again.
 *
 * <p>Once {@code work.log} has reached its greatest length, both files stay as they are: what is
 * done again later begins from what clients owned at that moment, so nothing of it may be
 * forgotten.
 */
public final class StoredWork implements WorkStore, Closeable {
  private static final String WORK = "work.log";
  private static final String OWN = "own.log";

  private final Map<Long, Workload> workloads = new TreeMap<>();
  private final Map<Long, Score> scores = new TreeMap<>();
  private final Map<Long, RecordLog.Place> products = new TreeMap<>();
  private final int syncEvery;
  private final long keepAtMost;
  private final Shelf shelf;
  private final RecordLog work;
  private int unsynced;
  private long cut = -1;
  private boolean begun;

  /**
   * How work is stored.
   *
   * @param syncEvery pieces of finished work after which all is handed to the disk
   * @param rewriteAbove by how many bytes {@code own.log} may grow before it is written anew
   * @param keepAtMost length of {@code work.log} from which on nothing more is stored
   */
  public record Settings(int syncEvery, long rewriteAbove, long keepAtMost) {}

  /**
   * Opens the store in a folder; makes it if there is none.
   *
   * @param run says which run it is; a store of another is refused
   * @throws UnreadableFileException if the store is damaged
   * @throws ForeignWorkException if it is another run's
   */
  public StoredWork(Path folder, String run, Settings settings) throws IOException {
    this.syncEvery = settings.syncEvery();
    this.keepAtMost = settings.keepAtMost();
    Path file = folder.resolve(WORK);
    Path own = folder.resolve(OWN);
    Files.createDirectories(folder);
    if (Files.exists(file)) {
      if (!Files.exists(own)) {
        throw new UnreadableFileException(own, "is missing");
      }
      this.shelf = Shelf.open(own, settings.rewriteAbove());
    } else {
      this.shelf = Shelf.create(own, settings.rewriteAbove());
      byte[] first = run.getBytes(StandardCharsets.UTF_8);
      WholeFile.write(file, out -> RecordLog.write(out, first));
    }
    try {
      this.work = RecordLog.open(file, (record, place) -> see(file, run, record, place));
    } catch (IOException | RuntimeException e) {
      shelf.close();
      throw e;
    }
    if (cut >= 0) {
      work.cut(cut);
    }
    if (!begun || work.size() < shelf.covered()) {
      close();
      throw new UnreadableFileException(file, "is cut short");
    }
  }

  private void see(Path file, String run, byte[] record, RecordLog.Place place) {
    if (!begun) {
      String stored = new String(record, StandardCharsets.UTF_8);
      if (!stored.equals(run)) {
        throw new ForeignWorkException(file, stored, run);
      }
      begun = true;
      return;
    }
    ByteBuffer content = ByteBuffer.wrap(record);
    byte kind = content.get();
    long number = content.getLong();
    if (cut >= 0) {
      return;
    }
    switch (kind) {
      case FinishedWork.WORKLOAD -> workloads.put(number, FinishedWork.workload(content));
      case FinishedWork.SCORE -> scores.put(number, FinishedWork.score(content));
      case FinishedWork.PRODUCT -> {
        if (place.offset() >= shelf.covered() && !shelf.has(number)) {
          cut = place.offset() - RecordLog.HEADER_BYTES;
        } else {
          products.put(number, place);
        }
      }
      default -> throw new UnreadableFileException(file, "has a record of kind " + kind);
    }
  }

  /** How many pieces of finished work there are. */
  public synchronized int size() {
    return products.size();
  }

  @Override
  public synchronized Workload workload(long number, Supplier<Workload> count) {
    Workload known = workloads.get(number);
    if (known != null) {
      return known;
    }
    Workload counted = count.get();
    append(FinishedWork.of(number, counted));
    return counted;
  }

  @Override
  public Score score(long number, Supplier<Score> score) {
    synchronized (this) {
      Score known = scores.get(number);
      if (known != null) {
        return known;
      }
    }
    Score taken = score.get();
    append(FinishedWork.of(number, taken));
    return taken;
  }

  @Override
  public Product product(long number, Supplier<Product> train) {
    Product known = known(number);
    if (known != null) {
      return known;
    }
    Product made = train.get();
    keep(number, made, FinishedWork.own(made.trained()), FinishedWork.of(number, made));
    return made;
  }

  private synchronized @org.jspecify.annotations.Nullable Product known(long number) {
    RecordLog.Place place = products.get(number);
    if (place == null) {
      return null;
    }
    try {
      ByteBuffer content = work.read(place);
      content.position(1 + Long.BYTES);
      Product product = FinishedWork.product(content, () -> left(number));
      shelf.handedOut(number, List.of(product.trained().own(), product.trained().local()));
      return product;
    } catch (IOException e) {
      throw new UncheckedIOException("finished work cannot be read from the run folder", e);
    }
  }

  private synchronized ByteBuffer left(long number) throws IOException {
    return shelf.get(number);
  }

  /** Once true it stays so: records of finished work are never taken away. */
  private synchronized boolean isFull() {
    return work.size() >= keepAtMost;
  }

  /**
   * First what stays with the client, then the rest: whoever finds a record of work also finds what
   * it left.
   */
  private synchronized void keep(long number, Product made, byte[] own, byte[] record) {
    if (isFull()) {
      return;
    }
    try {
      shelf.put(number, own, List.of(made.trained().own(), made.trained().local()));
      work.append(record);
      if (++unsynced >= syncEvery) {
        sync();
      }
      if (shelf.isFull()) {
        work.force();
        shelf.rewrite(work.size());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private synchronized void append(byte[] record) {
    if (isFull()) {
      return;
    }
    try {
      work.append(record);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        work.file().getParent() + " cannot be written to: " + DiskReason.of(e), e);
  }

  private void sync() throws IOException {
    shelf.force();
    work.force();
    unsynced = 0;
  }

  /** Bytes of both files. */
  public synchronized long bytes() {
    return work.size() + shelf.size();
  }

  /** An interrupt is remembered: it would close the files before all is on the disk. */
  @Override
  public synchronized void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try (work;
        shelf) {
      sync();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
