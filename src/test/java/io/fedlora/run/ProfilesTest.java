package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.clock.Pace;
import io.fedlora.journal.Event;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ready-made fleets, with all else as it is by default. */
class ProfilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "phones", "edge-mix", "hospital-silos"})
  void everyProfileHasClientsAtWorkFromTheBeginning(String profile) throws Exception {
    List<Event> events = new ArrayList<>();
    StubbedRun run =
        new StubbedRun(
            ScenarioFile.parse(
                "profile.conf",
                "clients = 20\nrounds = 3\nserver.quorum = 0\nfleet.profile = " + profile,
                List.of()),
            0);
    try (Stage stage = new Stage(Pace.VIRTUAL)) {
      run.into(stage, folder.resolve("run"), now -> events::add);
    }
    assertThat(events)
        .filteredOn(Event.RoundClosed.class::isInstance)
        .hasSize(3)
        .allMatch(event -> ((Event.RoundClosed) event).merged() > 0);
  }
}
