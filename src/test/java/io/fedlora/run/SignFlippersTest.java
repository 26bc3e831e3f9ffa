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

/** Sign-flippers in every method: whatever they send is not what a steady client sends. */
class SignFlippersTest {
  private static final Stage STAGE = new Stage(Pace.VIRTUAL);
  private static final long OF_NOTHING = 0;
  private static final List<String> SEND_NOTHING = List.of("centralized-lora", "local-only");

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    STAGE.close();
  }

  static Stream<String> methods() {
    return Registries.METHODS.listings().stream().map(Listing::name);
  }

  /** Checksums of the updates of the first round in which updates hold anything. */
  private List<Long> sent(String method, String behaviour) throws Exception {
    List<Event> events = new ArrayList<>();
    StubbedRun run =
        new StubbedRun(
            ScenarioFile.parse(
                "flippers.conf",
                """
                clients = 2
                rounds = 6
                method.name = %s
                behaviour.name = %s
                """
                    .formatted(method, behaviour),
                List.of()),
            0);
    run.into(STAGE, folder.resolve(behaviour), now -> events::add);
    assertThat(events).noneMatch(Event.UpdateRejected.class::isInstance);
    List<Event.UpdateReceived> received =
        events.stream()
            .filter(Event.UpdateReceived.class::isInstance)
            .map(Event.UpdateReceived.class::cast)
            .filter(one -> one.checksum() != OF_NOTHING)
            .toList();
    return received.stream()
        .filter(one -> one.round() == received.get(0).round())
        .map(Event.UpdateReceived::checksum)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void sendSomethingElseThanSteadyClients(String method) throws Exception {
    List<Long> steady = sent(method, "steady");
    List<Long> flipped = sent(method, "sign-flipper");
    if (SEND_NOTHING.contains(method)) {
      assertThat(steady).isEmpty();
      assertThat(flipped).isEmpty();
    } else {
      assertThat(flipped).hasSameSizeAs(steady).doesNotContainAnyElementsOf(steady);
    }
  }
}
