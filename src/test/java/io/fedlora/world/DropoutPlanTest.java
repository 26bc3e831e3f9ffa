package io.fedlora.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import io.fedlora.world.DropoutPlan.Fate;
import io.fedlora.world.DropoutPlan.Phase;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropoutPlanTest {
  private static final int DRAWS = 10_000;

  private static DropoutPlan plan(long seed, DropoutPhases phases) {
    return new DropoutPlan(seed, phases, new Distribution.Uniform(10, 20));
  }

  @Test
  void ratesAndPhasesAreAsAskedFor() {
    DropoutPlan plan = plan(7, new DropoutPhases(1, 2, 1));
    Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
    double shares = 0;
    for (int i = 0; i < DRAWS; i++) {
      if (plan.fate(i % 100, i / 100, 0.3) instanceof Fate.DropsOut out) {
        counts.merge(out.phase(), 1, Integer::sum);
        assertThat(out.share()).isBetween(0.0, 1.0);
        if (out.phase() == Phase.DURING) {
          shares += out.share();
        }
      }
    }
    // Five standard deviations of a binomial count.
    assertThat(counts.values().stream().mapToInt(n -> n).sum()).isBetween(3000 - 230, 3000 + 230);
    assertThat(counts.get(Phase.BEFORE)).isBetween(750 - 132, 750 + 132);
    assertThat(counts.get(Phase.DURING)).isBetween(1500 - 179, 1500 + 179);
    assertThat(counts.get(Phase.UPLOAD)).isBetween(750 - 132, 750 + 132);
    assertThat(shares / counts.getOrDefault(Phase.DURING, 1)).isBetween(0.46, 0.54);
  }

  @Test
  void phasesOfNoWeightNeverHappen() {
    for (int i = 0; i < 1000; i++) {
      assertThat(plan(7, new DropoutPhases(1, 0, 0)).fate(1, i, 1))
          .isEqualTo(new Fate.DropsOut(Phase.BEFORE, 0));
      assertThat(((Fate.DropsOut) plan(7, new DropoutPhases(0, 3, 0)).fate(1, i, 1)).phase())
          .isEqualTo(Phase.DURING);
      assertThat(((Fate.DropsOut) plan(7, new DropoutPhases(0, 0, 0.1)).fate(1, i, 1)).phase())
          .isEqualTo(Phase.UPLOAD);
    }
  }

  @Test
  void nobodyDropsOutAtProbabilityZero() {
    DropoutPlan plan = plan(7, new DropoutPhases(1, 1, 1));
    for (int i = 0; i < 1000; i++) {
      assertThat(plan.fate(i, i, 0)).isEqualTo(new Fate.Stays());
    }
  }

  @Test
  void aFateDependsOnSeedClientAndRequestAlone() {
    DropoutPlan plan = plan(7, new DropoutPhases(1, 1, 1));
    DropoutPlan other = plan(8, new DropoutPhases(1, 1, 1));
    int different = 0;
    for (int i = 0; i < 1000; i++) {
      Fate fate = plan.fate(i % 10, i / 10, 0.5);
      assertThat(plan.fate(i % 10, i / 10, 0.5)).isEqualTo(fate);
      different += fate.equals(other.fate(i % 10, i / 10, 0.5)) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(400);
  }

  @Test
  void downtimeIsDrawnInSecondsAndGivenInNanoseconds() {
    DropoutPlan plan = plan(7, new DropoutPhases(1, 1, 1));
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
      long downtime = plan.downtime(3, i);
      assertThat(downtime).isBetween(10_000_000_000L, 20_000_000_000L);
      sum += downtime;
    }
    assertThat(sum / 1000).isBetween(14.5e9, 15.5e9);
  }
}
