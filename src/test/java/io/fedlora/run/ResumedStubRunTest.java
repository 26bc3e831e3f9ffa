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
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs with a stub trainer that are stopped at an event, have their files torn as a kill may leave
 * them, and go on.
 */
class ResumedStubRunTest {
  private static final long SEED = 20261122;

  @TempDir private Path folder;

  private record Same(List<String> journal, List<List<Float>> states, Object scores) {}

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

  private static StubRun sync() {
    StubRun run = new StubRun();
    run.clients = 6;
    run.rounds = 4;
    run.slowShare = 0.34;
    run.slowFactor = 7;
    run.deadline = 50 * StubRun.SECOND;
    run.acceptLate = true;
    run.dropout = 0.25;
    run.overSelection = 0.2;
    run.cohort = 4;
    return run;
  }

  private static Map<String, StubRun> kinds() {
    Map<String, StubRun> kinds = new TreeMap<>();
    for (CollectionMode mode : CollectionMode.values()) {
      StubRun run = sync();
      run.collection = mode;
      run.buffer = new Count.Exactly(2);
      run.overSelection = mode == CollectionMode.SYNCHRONOUS ? 0.2 : 0;
      kinds.put(mode.name(), run);
    }
    return kinds;
  }

  private Path journal() {
    return folder.resolve("events.jsonl");
  }

  private StoredWork store() throws IOException {
    return new StoredWork(folder.resolve("work"), "stub", new StoredWork.Settings(3, 300));
  }

  /** Runs as far as the kill, or to the end; everything that is stored in the folder is used. */
  private Same run(StubRun stub, Kill kill) throws IOException, InterruptedException {
    GrowingFile lines = GrowingFile.toldAgain(journal());
    List<FileJournal> opened = new ArrayList<>();
    try (StoredWork store = store();
        Simulation simulation =
            new Simulation(
                stub.plan(),
                now -> {
                  FileJournal file = new FileJournal(lines, now);
                  opened.add(file);
                  return kill.on(file);
                },
                List.of(),
                RunWatcher.NONE,
                store)) {
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

  private void killed(StubRun stub, long at) throws IOException {
    Kill kill = new Kill(at);
    try {
      run(stub, kill);
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

  private Same unbroken(StubRun stub) throws IOException, InterruptedException {
    clear();
    return whole(run(stub, new Kill(Long.MAX_VALUE)));
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

  private void stopAndGoOn(StubRun stub, Same expected, RandomStream random)
      throws IOException, InterruptedException {
    clear();
    int events = expected.journal().size();
    for (int kills = 1 + random.nextInt(2); kills > 0; kills--) {
      killed(stub, 1 + random.nextInt(events - 1));
      tear(random);
    }
    assertThat(whole(run(stub, new Kill(Long.MAX_VALUE)))).isEqualTo(expected);
  }

  private void stopAndGoOn(int times) throws IOException, InterruptedException {
    for (Map.Entry<String, StubRun> kind : kinds().entrySet()) {
      Same expected = unbroken(kind.getValue());
      assertThat(expected.journal()).hasSizeGreaterThan(60);
      for (int i = 0; i < times; i++) {
        RandomStream random = RandomStream.of(SEED, kind.getKey(), i);
        stopAndGoOn(kind.getValue(), expected, random);
      }
    }
  }

  @Test
  void aRunThatIsStoppedAtAnyEventEndsAsIfItHadNotBeen() throws Exception {
    stopAndGoOn(4);
  }

  @Test
  @Tag("full")
  void aThousandRunsThatAreStopped() throws Exception {
    stopAndGoOn(250);
  }
}
