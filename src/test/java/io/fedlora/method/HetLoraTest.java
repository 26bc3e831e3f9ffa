package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Part;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Wiring;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HETLoRA's arithmetic, worked by hand ({@code docs/methods.md#hetlora}). */
class HetLoraTest {
  private static final Wiring ONE = wiring(1);
  private static final Wiring TWO = wiring(2);

  @Test
  void theTailIsWhatLiesBehindTheKeptComponents() {
    TailPenalty penalty = new TailPenalty(0.99, 1e-3);
    assertThat(penalty.kept(8)).isEqualTo(7);
    assertThat(penalty.kept(1)).isZero();
    assertThat(new TailPenalty(1, 0).kept(8)).isEqualTo(8);
    // A = (1, 2; 3, 4), Bᵀ = (5, 0; 0, 2): tails (3, 4) and (0, 2).
    assertThat(penalty.product(TWO, part(TWO, 1, 2, 3, 4, 5, 0, 0, 2)))
        .isCloseTo(10, within(1e-12));
  }

  @Test
  void thePenaltysGradientIsItsSlope() {
    TailPenalty penalty = new TailPenalty(0.5, 0.25);
    float[] values = {1, 2, 3, 4, 5, -1, 0.5f, 2};
    float[] gradient = new float[values.length];
    penalty.addGradient(TWO, part(TWO, values), gradient);
    for (int i = 0; i < values.length; i++) {
      float[] ahead = values.clone();
      float[] behind = values.clone();
      ahead[i] += 1f / 256;
      behind[i] -= 1f / 256;
      double rise =
          penalty.product(TWO, part(TWO, ahead)) - penalty.product(TWO, part(TWO, behind));
      assertThat((double) gradient[i]).as("[%d]", i).isCloseTo(0.25 * rise * 128, within(1e-4));
    }
  }

  @Test
  void aTailOfZeroHasNoSlope() {
    float[] gradient = new float[8];
    new TailPenalty(0.5, 1).addGradient(TWO, part(TWO, 1, 2, 3, 4, 0, 0, 0, 0), gradient);
    assertThat(gradient).containsOnly(0);
  }

  @Test
  void updatesOfTwoRanksAreMergedByTheirNorms() {
    // ‖BA‖ = 2 · 3 for the first; the second's is diagonal, 2 and 0, so 2.
    Part first = part(ONE, 3, 0, 2, 0);
    Part second = part(TWO, 1, 0, 0, 1, 2, 0, 0, 0);
    Part merged =
        new SparsityMerge(TWO, SparsityMerge.Norms.WHOLE_MODEL)
            .merged(List.of(first, second), new double[] {0.5, 0.5});
    assertThat(merged.values())
        .containsExactly(new float[] {0.75f * 3 + 0.25f, 0, 0, 0.25f, 2, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void updatesThatDoNothingAreMergedAlike() {
    Part merged =
        new SparsityMerge(TWO, SparsityMerge.Norms.PER_MODULE)
            .merged(
                List.of(part(ONE, 3, 1, 0, 0), part(TWO, 1, 0, 0, 1, 0, 0, 0, 0)),
                new double[] {0.5, 0.5});
    assertThat(merged.values()).containsExactly(2, 0.5f, 0, 0.5f, 0, 0, 0, 0);
  }

  @Test
  void truncationKeepsTheFirstComponents() {
    Part cut = RankFit.fitted(part(TWO, 1, 2, 3, 4, 5, 6, 7, 8), ONE.layout("common"));
    assertThat(cut.values()).containsExactly(1, 2, 5, 6);
    assertThat(RankFit.rank(cut.layout())).isEqualTo(1);
    assertThat(RankFit.fitted(cut, TWO.layout("common")).values())
        .containsExactly(1, 2, 0, 0, 5, 6, 0, 0);
  }

  private static Part part(Wiring wiring, float... values) {
    return new Part("common", wiring.layout("common"), values);
  }

  private static Wiring wiring(int rank) {
    return new Wiring(
        Architecture.linear(2, 2),
        List.of(new LowRank("common", 0, Linear.QUERY, rank, 1)),
        new Head("head", 0),
        Pooling.MEAN);
  }
}
