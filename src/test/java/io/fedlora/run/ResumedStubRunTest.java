package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a stub trainer, in every way of collecting updates, that are stopped and go on. */
class ResumedStubRunTest {
  private static final long SEED = 20261122;

  @TempDir private Path folder;

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

  private void stopAndGoOn(int times) throws IOException, InterruptedException {
    for (Map.Entry<String, StubRun> kind : kinds().entrySet()) {
      StoppedRun run = new StoppedRun(folder, kind.getValue()::plan);
      StoppedRun.Same expected = run.unbroken();
      assertThat(expected.journal()).hasSizeGreaterThan(60);
      for (int i = 0; i < times; i++) {
        run.stopAndGoOn(expected, RandomStream.of(SEED, kind.getKey(), i));
      }
      assertThat(run.remembered()).isGreaterThan(times);
    }
  }

  @Test
  void aRunWhoseWorkIsNotAllStoredEndsSoToo() throws Exception {
    StubRun stub = sync();
    stub.rounds = 12;
    StoppedRun run = new StoppedRun(folder, stub::plan);
    StoppedRun.Same expected = run.unbroken();
    for (int i = 0; i < 4; i++) {
      run.keepAtMost(1000 * (i + 1));
      run.stopAndGoOn(expected, RandomStream.of(SEED, "little", i));
    }
    assertThat(run.remembered()).isGreaterThan(4);
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
