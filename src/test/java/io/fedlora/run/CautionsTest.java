package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CautionsTest {
  private static Scenario scenario(String text) {
    return ScenarioFile.parse("x.conf", text, List.of());
  }

  private static List<String> of(String text) {
    return Cautions.of(scenario(text));
  }

  @Test
  void aShareOfLessThanHalfAClientIsNamed() {
    assertThat(of("clients = 4\nbehaviour.shares { lazy = 0.1, flapping = 0.5 }"))
        .containsExactly("behaviour.shares.lazy = 0.1 is less than half a client: nobody does so");
    assertThat(
            of(
                """
                clients = 4
                fleet.groups = [ { share = 0.5 }, { share = 0.5, behaviours { lazy = 0.2 } } ]
                """))
        .containsExactly(
            "fleet.groups[1].behaviours.lazy = 0.2 is less than half a client: nobody does so");
  }

  @Test
  void groupsThatReplaceThoseOfAProfileAreNamed() {
    assertThat(of("fleet { profile = phones, groups = [ { speed = 1e9 } ] }"))
        .containsExactly(
            "the scenario's own fleet.groups stand in place of those of fleet.profile = phones");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "phones", "edge-mix", "hospital-silos"})
  void aProfileAsItIsGivesNoCauseForCautionNotEvenResolved(String profile) {
    Scenario written = scenario("fleet.profile = " + profile);
    assertThat(Cautions.of(written)).isEmpty();
    assertThat(of(written.resolvedText("1"))).isEmpty();
  }

  @Test
  void aTrimThatLeavesNobodyOutIsNamed() {
    assertThat(
            of(
                """
                clients = 8
                server { collection = buffered, buffer = 3 }
                server.merge { centre = trimmed-mean, trim = 0.3 }
                """))
        .containsExactly(
            "server.merge.trim = 0.3 leaves nobody out of a merge of 3: it is a plain mean");
    assertThat(of("clients = 8\nserver.merge { centre = trimmed-mean, trim = 0.3 }")).isEmpty();
  }
}
