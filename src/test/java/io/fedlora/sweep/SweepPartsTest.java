package io.fedlora.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes, points and the figures of a line, by hand. */
class SweepPartsTest {
  private static RunFigures figures(double metric) {
    return new RunFigures("accuracy", metric, 0, 0, 0, 0, 0, 0, 0, 0, 0, Double.NaN, "f");
  }

  private static Combination combination(double... metrics) {
    List<RunResult> runs =
        IntStream.range(0, metrics.length)
            .mapToObj(
                i ->
                    new RunResult(
                        Point.NONE,
                        Point.NONE,
                        false,
                        i,
                        "seed-" + i,
                        Optional.of(figures(metrics[i])),
                        ""))
            .toList();
    return new Combination(Point.NONE, Optional.of(Point.NONE), runs, "");
  }

  @Test
  void commasInsideBracketsBelongToAValue() {
    Axis axis = Axis.parse("--over", "method.layers=[0, 1],last 2, all,\"a,b\",{ x = [1,2] }");
    assertThat(axis.key()).isEqualTo("method.layers");
    assertThat(axis.values())
        .containsExactly("[0, 1]", "last 2", "all", "\"a,b\"", "{ x = [1,2] }");
  }

  @Test
  void allMethodsAreEveryRegisteredOne() {
    assertThat(Axis.parse("--over", "method.name=all").values())
        .isEqualTo(Registries.METHODS.listings().stream().map(Listing::name).toList());
    assertThat(Axis.parse("--over", "server.cohort=all").values()).containsExactly("all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rounds", "=1,2", "rounds=", "rounds=1,,2", "rounds=1,1"})
  void whatIsNoAxisIsRefused(String text) {
    assertThatThrownBy(() -> Axis.parse("--over", text))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("--over " + text + ": ");
  }

  @Test
  void pointsAreAllCombinationsTheLastAxisFastest() {
    List<Axis> axes =
        List.of(new Axis("a.x", List.of("1", "2")), new Axis("b.y", List.of("[3, 4]", "5")));
    assertThat(Point.all(axes).stream().map(Point::overrides))
        .containsExactly(
            List.of("a.x=1", "b.y=[3, 4]"),
            List.of("a.x=1", "b.y=5"),
            List.of("a.x=2", "b.y=[3, 4]"),
            List.of("a.x=2", "b.y=5"));
    assertThat(Point.all(axes).get(0).folderName()).isEqualTo("x-1_y-3-4");
    assertThat(Point.all(List.of())).containsExactly(Point.NONE);
    assertThat(Point.NONE.folderName()).isEqualTo("scenario");
  }

  /** 1, 2, 4, 5: mean 3, squares of the differences 4 + 1 + 1 + 4, over 3. */
  @Test
  void deviationIsThatOfASample() {
    Combination four = combination(1, 2, 4, 5);
    assertThat(four.mean(RunFigures::metric)).isEqualTo(3);
    assertThat(four.deviation(RunFigures::metric)).isCloseTo(Math.sqrt(10.0 / 3), within(1e-15));
    assertThat(combination(7).deviation(RunFigures::metric)).isNaN();
    assertThat(combination().mean(RunFigures::metric)).isNaN();
  }

  @Test
  void aRunWithoutAScoreIsNeverBetter() {
    assertThat(figures(0.5).isBetterThan(figures(0.4))).isTrue();
    assertThat(figures(0.5).isBetterThan(figures(0.5))).isFalse();
    assertThat(figures(0.1).isBetterThan(figures(Double.NaN))).isTrue();
    assertThat(figures(Double.NaN).isBetterThan(figures(0.1))).isFalse();
  }

  private static final List<String> RATE = List.of("method.learning-rate=0.1");

  @Test
  void whatIsChosenOnASeedIsComparedOnOthers() {
    List<Axis> rates = List.of(new Axis("method.learning-rate", List.of("1e-3")));
    Path file = Path.of("x.conf");
    assertThatThrownBy(() -> new SweepPlan(file, List.of(), List.of(), rates, 2, List.of(1L, 2L)))
        .hasMessageContaining("--tune-seed 2 is one of --seeds");
    assertThatThrownBy(() -> new SweepPlan(file, List.of(), rates, rates, 9, List.of(1L)))
        .hasMessageContaining("method.learning-rate is swept twice");
    assertThatThrownBy(
            () -> new SweepPlan(file, List.of(), List.of(), List.of(), 9, List.of(1L, 1L)))
        .hasMessageContaining("a seed stands twice");
    assertThatThrownBy(() -> new SweepPlan(file, RATE, rates, List.of(), 9, List.of(1L)))
        .hasMessageContaining("has values for method.learning-rate; leave one");
    assertThatThrownBy(
            () -> new SweepPlan(file, List.of("seed=1"), rates, List.of(), 9, List.of(1L, 2L)))
        .hasMessage("seed=1: --seeds gives the seeds; leave one of them out");
    assertThat(new SweepPlan(file, List.of("seed = 01"), rates, List.of(), 9, List.of(1L)).seeds())
        .containsExactly(1L);
    List<Axis> seeds = List.of(new Axis("seed", List.of("1")));
    assertThatThrownBy(() -> new SweepPlan(file, List.of(), seeds, List.of(), 9, List.of(1L)))
        .hasMessageContaining("--seeds");
  }
}
