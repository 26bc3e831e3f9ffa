package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.clock.Pace;
import io.fedlora.journal.Event;
import io.fedlora.scenario.CollectionMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that follow each other on a stage know nothing of each other. */
class StageTest {
  private static StubRun stormy(CollectionMode collection) {
    StubRun run = new StubRun();
    run.collection = collection;
    run.dropout = 0.4;
    run.slowShare = 0.5;
    return run;
  }

  private static List<String> on(Stage stage, StubRun run) throws InterruptedException {
    EventList events = new EventList();
    try (Simulation simulation =
        new Simulation(stage, run.plan(), events::on, List.of(), RunWatcher.NONE)) {
      simulation.await();
    }
    return events.lines();
  }

  @Test
  void eachIsAsOnAStageOfItsOwn() throws Exception {
    try (Stage stage = new Stage(Pace.VIRTUAL)) {
      for (CollectionMode collection : CollectionMode.values()) {
        List<String> alone = stormy(collection).run().lines();
        assertThat(on(stage, stormy(collection))).isEqualTo(alone);
        assertThat(stage.isClear()).isTrue();
        assertThat(stage.clock().now()).isZero();
      }
    }
  }

  /** As by Ctrl-C while the actors start: whoever asked is to hear of it, and nobody of Akka. */
  @Test
  void anInterruptIsKeptForWhoeverWaits() throws Exception {
    Thread.currentThread().interrupt();
    Stage stage = new Stage(Pace.VIRTUAL);
    assertThat(Thread.interrupted()).isTrue();
    try (stage) {
      assertThat(on(stage, new StubRun())).isEqualTo(new StubRun().run().lines());
    }
  }

  @Test
  void oneThatIsNeverStartedLeavesItClear() throws Exception {
    try (Stage stage = new Stage(Pace.VIRTUAL)) {
      try (Simulation simulation =
          new Simulation(
              stage, new StubRun().plan(), now -> event -> {}, List.of(), RunWatcher.NONE)) {
        simulation.settle();
        assertThat(stage.isClear()).isFalse();
      }
      assertThat(on(stage, new StubRun())).isEqualTo(new StubRun().run().lines());
    }
  }

  @Test
  void oneThatFailsLeavesItClear() throws Exception {
    try (Stage stage = new Stage(Pace.VIRTUAL)) {
      try (Simulation simulation =
          new Simulation(
              stage,
              new StubRun().plan(),
              now ->
                  event -> {
                    if (event instanceof Event.UpdateMerged) {
                      throw new IllegalStateException("no more");
                    }
                  },
              List.of(),
              RunWatcher.NONE)) {
        assertThatThrownBy(simulation::await)
            .isInstanceOf(RunFailedException.class)
            .hasStackTraceContaining("no more");
      }
      assertThat(stage.isClear()).isTrue();
      assertThat(on(stage, new StubRun())).isEqualTo(new StubRun().run().lines());
    }
  }
}
