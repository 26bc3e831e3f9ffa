package io.fedlora.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts against the figures of the algorithm reference, sections 2.1 and 4. */
class CostModelTest {
  private static final Architecture ROBERTA =
      new Architecture(12, 768, 12, 3072, 50265, 514, 2, 1, 1, 1e-5);
  private static final Recipe HOMLORA = new Recipe.Gradient(List.of("common", "head"));

  @Test
  void aRoundOfRobertaBaseCostsWhatWasPublished() {
    Wiring wiring = wiring(0, false);
    long step = CostModel.step(wiring, HOMLORA, List.of(new BatchShape(16, 512)));
    assertThat(80 * step / 1e12).isCloseTo(258.1, within(0.5));
    assertThat(step / 16 / 1e9).isCloseTo(201.6, within(0.1));
    assertThat(CostModel.forward(wiring, 1, 512) / 1e9).isCloseTo(96.94, within(0.01));
  }

  @Test
  void bilevelFormsCostTheirMultiplesOfAGradient() {
    assertThat(ratio(Hypergradient.NONE, 512)).isCloseTo(2.0, within(0.01));
    assertThat(ratio(Hypergradient.ONE_SIDED, 512)).isCloseTo(3.0, within(0.01));
    assertThat(ratio(Hypergradient.CENTRAL, 512)).isCloseTo(4.0, within(0.01));
    assertThat(ratio(Hypergradient.EXACT, 512)).isCloseTo(3.13, within(0.03));
    assertThat(ratio(Hypergradient.EXACT, 128)).isCloseTo(3.03, within(0.03));
  }

  @Test
  void lowerLayersWithoutInsertionsAreCountedApart() {
    long whole = CostModel.forward(wiring(0, false), 1, 64);
    long upper = CostModel.forward(wiring(10, false), 1, 64);
    long adapters = 10L * 2 * 2 * 64 * 8 * 2 * 768;
    assertThat(upper + CostModel.frozenPrefix(ROBERTA, 10, 64) + adapters).isEqualTo(whole);
  }

  @Test
  void backwardStopsWhereNothingTrainableLiesBehind() {
    Wiring wiring = wiring(0, false);
    BatchShape batch = new BatchShape(2, 32);
    long forward = CostModel.forward(wiring, 2, 32);
    Recipe headAlone = new Recipe.Gradient(List.of("head"));
    long head = 2L * 2 * 768 * 2;
    assertThat(CostModel.step(wiring, headAlone, List.of(batch))).isEqualTo(forward + head);
  }

  @Test
  void theLowestLayersSavingsAreCountedByHand() {
    Architecture one = new Architecture(1, 8, 2, 16, 10, 10, 0, 2, 0, 1e-12);
    Wiring wiring =
        new Wiring(
            one,
            List.of(new LowRank("common", 0, Linear.VALUE, 2, 1)),
            new Head("head", 3),
            Pooling.FIRST_TOKEN);
    long tokens = 2 * 4;
    long adapter = 2 * tokens * 2 * 8;
    long forward =
        4 * 2 * tokens * 64 + 2 * 2 * 2 * 4 * 4 * 8 + 4 * tokens * 8 * 16 + 2 * adapter + 96;
    // Back through the head, the feed-forward block and the output projection, to the values alone.
    long backward = 2 * 96 + 4 * tokens * 8 * 16 + 2 * tokens * 64 + 2 * 2 * 4 * 4 * 8;
    long ofAdapter = 3 * adapter;
    assertThat(CostModel.step(wiring, HOMLORA, List.of(new BatchShape(2, 4))))
        .isEqualTo(forward + backward + ofAdapter);
  }

  @Test
  void otherKindsAreCountedByHand() {
    Architecture one = new Architecture(1, 8, 2, 16, 10, 10, 0, 2, 0, 1e-12);
    long tokens = 2 * 4;
    long head = 2 * 2 * 8 * 3;
    long linear = 2 * tokens * 64;
    long inner = 2 * tokens * 8 * 16;
    long attention = 2 * 2 * 4 * 4 * 8;
    long frozen = 4 * linear + 2 * attention + 2 * inner + head;
    long behindAttention = 2 * head + 2 * inner;

    Insertion bottleneck =
        new Bottleneck("common", 0, Linear.OUTPUT, 3, 1, Bottleneck.Activation.RELU);
    long product = 2 * tokens * 3 * 8;
    assertThat(step(one, bottleneck)).isEqualTo(frozen + 2 * product + 2 * head + 3 * product);

    Insertion bias = new WeightDelta("common", 0, FrozenWeight.ATTENTION_OUTPUT_BIAS);
    assertThat(step(one, bias)).isEqualTo(frozen + behindAttention);

    Insertion weight = new WeightDelta("common", 0, FrozenWeight.OUTPUT_WEIGHT);
    assertThat(step(one, weight)).isEqualTo(frozen + 2 * head + inner);

    Insertion words = new WeightDelta("common", Insertion.EMBEDDINGS, FrozenWeight.WORDS);
    assertThat(step(one, words)).isEqualTo(2 * frozen + 2 * attention + head);

    Insertion prefix = new PrefixTokens("common", 0, 2);
    long wider = 2 * 2 * 4 * (4 + 2) * 8;
    assertThat(step(one, prefix))
        .isEqualTo(frozen - 2 * attention + 2 * wider + behindAttention + linear + 3 * wider);

    Insertion frozenA = new LowRank("fixed", "common", 0, Linear.VALUE, 2, 1, false);
    long adapter = 2 * tokens * 2 * 8;
    assertThat(step(one, frozenA))
        .isEqualTo(frozen + 2 * adapter + behindAttention + linear + attention + adapter);

    LowRank detached = new LowRank("fixed", "fixed", 0, Linear.VALUE, 2, 1, true);
    assertThat(step(one, detached)).isEqualTo(frozen + 2 * adapter + head);
  }

  @Test
  void metaGradientsCostTheirMultiplesOfAGradient() {
    assertThat(meta(Hypergradient.NONE, false)).isCloseTo(2.0, within(0.01));
    assertThat(meta(Hypergradient.CENTRAL, false)).isCloseTo(4.0, within(0.01));
    assertThat(meta(Hypergradient.EXACT, true)).isCloseTo(3.03, within(0.03));
    assertThat(meta(Hypergradient.EXACT, false)).isCloseTo(4.03, within(0.03));
  }

  private static double meta(Hypergradient form, boolean shared) {
    BatchShape batch = new BatchShape(16, 128);
    Recipe.Meta recipe = new Recipe.Meta(List.of("common", "head"), form, shared);
    double step = CostModel.step(wiring(0, false), recipe, List.of(batch, batch, batch));
    return step / CostModel.step(wiring(0, false), HOMLORA, List.of(batch));
  }

  private static long step(Architecture shape, Insertion insertion) {
    Wiring wiring = new Wiring(shape, List.of(insertion), new Head("head", 3), Pooling.FIRST_TOKEN);
    return CostModel.step(wiring, HOMLORA, List.of(new BatchShape(2, 4)));
  }

  private static double ratio(Hypergradient form, int length) {
    BatchShape batch = new BatchShape(16, length);
    Recipe bilevel = new Recipe.Bilevel(List.of("common", "head"), "private", form);
    double step = CostModel.step(wiring(0, true), bilevel, List.of(batch, batch));
    return step / CostModel.step(wiring(0, false), HOMLORA, List.of(batch));
  }

  private static Wiring wiring(int lowest, boolean twoLevels) {
    List<Insertion> insertions = new ArrayList<>();
    for (int layer = lowest; layer < ROBERTA.layers(); layer++) {
      for (Linear linear : List.of(Linear.QUERY, Linear.VALUE)) {
        insertions.add(new LowRank("common", layer, linear, 8, 1));
        if (twoLevels) {
          insertions.add(new LowRank("private", layer, linear, 2, 4));
        }
      }
    }
    return new Wiring(ROBERTA, insertions, new Head("head", 2), Pooling.MEAN);
  }
}
