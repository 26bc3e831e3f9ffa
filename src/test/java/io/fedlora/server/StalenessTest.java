package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.scenario.StalenessLaw;
import io.fedlora.scenario.StalenessSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StalenessTest {
  private static Staleness law(StalenessLaw law) {
    return new Staleness(new StalenessSettings(law, Optional.of(6), 0.5, 4, 10));
  }

  @Test
  void constantAgeCostsNothing() {
    assertThat(law(StalenessLaw.CONSTANT).factor(0)).isEqualTo(1);
    assertThat(law(StalenessLaw.CONSTANT).factor(100)).isEqualTo(1);
  }

  @Test
  void polynomialAgeIsAPower() {
    assertThat(law(StalenessLaw.POLYNOMIAL).factor(0)).isEqualTo(1);
    assertThat(law(StalenessLaw.POLYNOMIAL).factor(3)).isEqualTo(0.5);
    assertThat(law(StalenessLaw.POLYNOMIAL).factor(8)).isEqualTo(1 / 3.0);
  }

  @Test
  void hingedAgeCostsOnlyBeyondTheHinge() {
    assertThat(law(StalenessLaw.HINGE).factor(4)).isEqualTo(1);
    assertThat(law(StalenessLaw.HINGE).factor(5)).isEqualTo(1 / 11.0);
    assertThat(law(StalenessLaw.HINGE).factor(7)).isEqualTo(1 / 31.0);
  }

  @Test
  void theBoundItselfIsStillFresh() {
    assertThat(law(StalenessLaw.CONSTANT).isFresh(6)).isTrue();
    assertThat(law(StalenessLaw.CONSTANT).isFresh(7)).isFalse();
    Staleness unbounded =
        new Staleness(new StalenessSettings(StalenessLaw.CONSTANT, Optional.empty(), 0, 0, 0));
    assertThat(unbounded.isFresh(1_000_000)).isTrue();
  }
}
