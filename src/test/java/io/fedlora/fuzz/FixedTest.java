package io.fedlora.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What gives way where what is drawn does not go with what is fixed. */
class FixedTest {
  private static final String CRASH = "faults.crash.probability = 0.5";
  private static final String BUFFERED = "server.collection = buffered";

  private final Fixed fixed = new Fixed("fixed.conf", "method.name = fdlora");
  private final List<String> held = new ArrayList<>();
  private String refused = "";
  private boolean isDiskFull;

  private final Trial trial =
      new Trial() {
        @Override
        public void requireFits(String name, String text) {
          if (!refused.isEmpty() && text.contains(refused)) {
            throw new ScenarioException("does not go together");
          }
        }

        @Override
        public Result hold(String name, String text) {
          if (isDiskFull) {
            throw new ScenarioException("the folder cannot be made");
          }
          held.add(text);
          return new Result(List.of(), 1, 0, 0, 0, 0);
        }
      };

  private static Draft drawn() {
    return new Swarm(Repertoire.ofRegistry())
        .draw(3)
        .with("server.collection", "buffered")
        .with("faults.crash.probability", "0.5");
  }

  @Test
  void nothingGivesWayThatGoes() throws InterruptedException {
    fixed.hold(trial, drawn());
    assertThat(held).singleElement().asString().contains(BUFFERED, CRASH, "fdlora");
  }

  @Test
  void theCollectionGivesWayAndTheFaultsStay() throws InterruptedException {
    refused = BUFFERED;
    fixed.hold(trial, drawn());
    assertThat(held).singleElement().asString().contains(CRASH).doesNotContain(BUFFERED);
  }

  /** The user has fixed nothing of it. */
  @Test
  void theMethodGivesWayFirst() throws InterruptedException {
    refused = "method.rank = 77";
    new Fixed("fixed.conf", "rounds = 1").hold(trial, drawn().with("method.rank", "77"));
    assertThat(held).singleElement().asString().contains(BUFFERED, CRASH, "rounds = 1");
  }

  /** The stub knows no other, and time that passes is nobody's affair here. */
  @Test
  void timeIsVirtual() throws InterruptedException {
    new Fixed("fixed.conf", "time.mode = wall").hold(trial, drawn());
    assertThat(held).singleElement().asString().contains("time.mode = virtual");
  }

  @Test
  void faultsGiveWayOnlyIfTheyMust() throws InterruptedException {
    refused = CRASH;
    fixed.hold(trial, drawn());
    assertThat(held).singleElement().asString().doesNotContain("faults.");
  }

  /** A trial that cannot be held proves nothing of a plainer scenario. */
  @Test
  void whatHoldingFailsOfIsNoRefusal() {
    isDiskFull = true;
    assertThatThrownBy(() -> fixed.hold(trial, drawn())).hasMessageContaining("cannot be made");
    assertThat(held).isEmpty();
  }
}
