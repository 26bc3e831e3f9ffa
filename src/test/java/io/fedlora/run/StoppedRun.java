package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.file.GrowingFile;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
import io.fedlora.random.RandomStream;
import io.fedlora.resume.StoredWork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A run that is stopped at an event, has its files torn as a kill may leave them, and goes on. */
public final class StoppedRun {
  private final Path folder;
  private final Supplier<Plan> plans;
  private long keepAtMost = Long.MAX_VALUE;
  private int remembered;

  /**
   * @param folder for its files; whatever is in it goes
   * @param plans gives the plan of the run anew each time
   */
  public StoppedRun(Path folder, Supplier<Plan> plans) {
    this.folder = folder;
    this.plans = plans;
  }

  /** What two runs that are the same have in common. */
  public record Same(List<String> journal, List<List<Float>> states, Object scores) {}

  /** Ends a run where a kill would: no event is written from a certain one on. */
  private static final class Kill {
    private final long at;
    private final Thread waiting = Thread.currentThread();
    private long events;
    private volatile boolean done;

    Kill(long at) {
      this.at = at;
    }

    Journal on(Journal journal) {
      return event -> {
        if (++events > at && !done) {
          done = true;
          waiting.interrupt();
        }
        if (events == at / 2) {
          // What nobody holds any more is forgotten only once it has been found.
          System.gc();
        }
        if (!done) {
          journal.append(event);
        }
      };
    }
  }

  private Path journal() {
    return folder.resolve("events.jsonl");
  }

  private StoredWork opened() throws IOException {
    return new StoredWork(
        folder.resolve("work"), "stub", new StoredWork.Settings(3, 300, keepAtMost));
  }

  /** From now on no more is stored once the file of finished work is so long. */
  public void keepAtMost(long bytes) {
    keepAtMost = bytes;
  }

  /** How many pieces of work were taken from the folder and not done again, over all stops. */
  public int remembered() {
    return remembered;
  }

  /** Runs as far as the kill, or to the end; everything that is stored in the folder is used. */
  private Same run(Kill kill) throws IOException, InterruptedException {
    GrowingFile lines = GrowingFile.toldAgain(journal());
    List<FileJournal> opened = new ArrayList<>();
    try (StoredWork store = opened();
        Simulation simulation =
            new Simulation(
                plans.get(),
                now -> {
                  FileJournal file = new FileJournal(lines, now);
                  opened.add(file);
                  return kill.on(file);
                },
                List.of(),
                RunWatcher.NONE,
                store)) {
      remembered += store.size();
      Ending ending = simulation.await();
      if (kill.done) {
        Thread.interrupted();
        throw new InterruptedException("it came to its end in the same moment");
      }
      return same(ending);
    } finally {
      Thread.interrupted();
      for (FileJournal file : opened) {
        file.close();
      }
    }
  }

  private void killed(long at) throws IOException {
    Kill kill = new Kill(at);
    try {
      run(kill);
    } catch (InterruptedException e) {
      assertThat(kill.done).isTrue();
    } finally {
      assertThat(kill.done).isTrue();
      Thread.interrupted();
    }
  }

  private Same same(Ending ending) throws IOException {
    List<List<Float>> states = new ArrayList<>();
    states.add(values(ending.common()));
    for (Owned own : ending.own()) {
      states.add(values(own.state()));
    }
    return new Same(
        List.of(), states, List.of(ending.scores(), ending.afterLocal(), ending.counts()));
  }

  private static List<Float> values(State state) {
    List<Float> all = new ArrayList<>();
    for (Part part : state.parts()) {
      for (float value : part.values()) {
        all.add(value);
      }
    }
    return all;
  }

  private Same whole(Same ended) throws IOException {
    return new Same(Files.readAllLines(journal()), ended.states(), ended.scores());
  }

  /** The run to its end, never stopped. */
  public Same unbroken() throws IOException, InterruptedException {
    clear();
    return whole(run(new Kill(Long.MAX_VALUE)));
  }

  private void clear() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  /** Takes away some of what had been written since all was on the disk for good. */
  private static void tear(Path file, long least, RandomStream random) throws IOException {
    if (random.nextInt(2) == 0) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(least, channel.size() - random.nextInt(400)));
    }
  }

  private void tear(RandomStream random) throws IOException {
    Path own = folder.resolve("work/own.log");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(own));
    long finished = bytes.getLong(12);
    long end = 0;
    for (int records = bytes.getInt(20) + 1; records > 0; records--) {
      end += 12 + bytes.getInt((int) end);
    }
    tear(journal(), 0, random);
    tear(own, end, random);
    tear(folder.resolve("work/work.log"), Math.max(finished, 16), random);
  }

  /** Stops the run once or twice somewhere, then lets it end as the one that was not stopped. */
  public void stopAndGoOn(Same expected, RandomStream random)
      throws IOException, InterruptedException {
    clear();
    int events = expected.journal().size();
    for (int kills = 1 + random.nextInt(2); kills > 0; kills--) {
      killed(1 + random.nextInt(events - 1));
      tear(random);
    }
    assertThat(whole(run(new Kill(Long.MAX_VALUE)))).isEqualTo(expected);
  }
}
