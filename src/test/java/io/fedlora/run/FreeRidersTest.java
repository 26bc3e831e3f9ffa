package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.clock.Pace;
import io.fedlora.journal.Event;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Free-riders among the clients of every method: what they send passes for an update. */
class FreeRidersTest {
  private static final Stage STAGE = new Stage(Pace.VIRTUAL);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    STAGE.close();
  }

  static Stream<String> methods() {
    return Registries.METHODS.listings().stream().map(Listing::name);
  }

  /** In the first round of FDLoRA a client receives nothing that it could send back. */
  @ParameterizedTest
  @MethodSource("methods")
  void areNotSeenThroughByTheShapeOfWhatTheySend(String method) throws Exception {
    List<Event> events = new ArrayList<>();
    StubbedRun run =
        new StubbedRun(
            ScenarioFile.parse(
                "riders.conf",
                """
                clients = 4
                rounds = 10
                server.deadline = 60s
                method.name = %s
                fleet.groups = [ { count = 2, behaviour = free-rider }, { count = 2 } ]
                """
                    .formatted(method),
                List.of()),
            0);
    run.into(STAGE, folder.resolve("run"), now -> events::add);
    long refused = events.stream().filter(Event.UpdateRejected.class::isInstance).count();
    long merged =
        events.stream()
            .filter(event -> event instanceof Event.UpdateMerged one && one.client() < 2)
            .count();
    assertThat(refused).isEqualTo(method.equals("fdlora") ? 2 : 0);
    assertThat(merged)
        .isEqualTo(
            method.equals("fdlora") ? 18 : run.plan().learning().method().pooled() ? 10 : 20);
  }
}
