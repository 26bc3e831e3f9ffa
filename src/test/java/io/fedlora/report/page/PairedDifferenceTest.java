package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedDifferenceTest {
  /** From the tables of Student's t, two-sided. */
  @ParameterizedTest
  @CsvSource({
    "0.95,1,12.706", "0.95,2,4.303", "0.95,3,3.182", "0.95,4,2.776", "0.95,5,2.571",
    "0.95,9,2.262", "0.95,10,2.228", "0.95,30,2.042", "0.95,120,1.980", "0.95,100000,1.960",
    "0.90,4,2.132", "0.99,1,63.657", "0.99,7,3.499", "0.99,30,2.750"
  })
  void quantilesAreThoseOfTheTables(double level, int freedom, double t) {
    assertThat(StudentT.twoSided(level, freedom)).isEqualTo(t, within(5.1e-4));
    assertThat(StudentT.within(StudentT.twoSided(level, freedom), freedom))
        .isEqualTo(level, within(1e-12));
  }

  @Test
  void theIntervalIsThatOfTheDifferencesSeedBySeed() {
    Map<String, Double> one = Map.of("1", 0.80, "2", 0.70, "3", 0.90, "9", 0.1);
    Map<String, Double> other = Map.of("1", 0.78, "2", 0.66, "3", 0.87, "8", 0.9);
    PairedDifference difference = PairedDifference.of(one, other);
    // 0.02, 0.04, 0.03: mean 0.03, deviation 0.01, standard error 0.01/√3, t(2) = 4.30265.
    assertThat(difference.spread().count()).isEqualTo(3);
    assertThat(difference.spread().mean()).isEqualTo(0.03, within(1e-12));
    assertThat(difference.margin()).isEqualTo(0.0248414, within(1e-6));
    assertThat(difference.low()).isEqualTo(0.0051586, within(1e-6));
    assertThat(difference.includesZero()).isFalse();
    assertThat(PairedDifference.of(other, one).high()).isEqualTo(-0.0051586, within(1e-6));
  }

  @Test
  void oneSeedHasADifferenceButNoInterval() {
    PairedDifference difference = PairedDifference.of(Map.of("1", 0.5), Map.of("1", 0.25));
    assertThat(difference.spread().mean()).isEqualTo(0.25);
    assertThat(difference.margin()).isNaN();
    assertThat(difference.includesZero()).isFalse();
    assertThat(PairedDifference.of(Map.of("1", 0.5), Map.of("2", 0.5)).spread().count()).isZero();
  }

  @Test
  void twoSeedsSayLittle() {
    PairedDifference difference =
        PairedDifference.of(Map.of("1", 0.52, "2", 0.56), Map.of("1", 0.5, "2", 0.5));
    // 0.02 and 0.06: mean 0.04, standard error 0.02, t(1) = 12.706.
    assertThat(difference.margin()).isEqualTo(0.254124, within(1e-5));
    assertThat(difference.includesZero()).isTrue();
  }

  private static SeededRun run(String seed, Double... clients) {
    double none = Double.NaN;
    io.fedlora.report.reading.Scores scores = new io.fedlora.report.reading.Scores();
    RunFigures figures = new RunFigures(none, none, none, none, 0, 0, 0, 0, none, scores, true);
    return new SeededRun(seed, true, "", figures, List.of(clients));
  }

  @Test
  void clientsGainWhoScoreBetterInTheRunOfTheSameSeed() {
    List<SeededRun> one = List.of(run("1", 0.5, 0.6, 0.7, Double.NaN), run("2", 0.1, 0.2));
    List<SeededRun> base = List.of(run("1", 0.4, 0.6, 0.8, 0.9), run("2", 0.0, 0.1));
    assertThat(Gain.of(one, base, true)).isEqualTo(new Gain(3, 1, 5));
    assertThat(Gain.of(one, base, true).share()).isEqualTo(0.6);
    assertThat(Gain.of(one, base, false)).isEqualTo(new Gain(1, 3, 5));
    assertThat(Gain.of(one, List.of(run("3", 1.0)), true).share()).isNaN();
    // Other numbers of clients are other clients.
    assertThat(Gain.of(List.of(run("1", 1.0)), base, true).pairs()).isZero();
  }
}
