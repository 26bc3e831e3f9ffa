package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The methods that train something else than low-rank adapters: what, how much, from where. */
class KindsOfTuningTest {
  private static final Architecture ROBERTA_BASE =
      new Architecture(12, 768, 12, 3072, 50265, 514, 2, 1, 1, 1e-5);
  private static final Architecture SMALL = new Architecture(2, 8, 2, 16, 10, 16, 0, 2, 0, 1e-12);

  // The head that FedPETuning counts: a dense layer of the encoder's width and the classes.
  private static final double PUBLISHED_HEAD = 768 * 769 + 2 * 769;

  private static LoraMethod method(Architecture shape, String name, String... options) {
    String text = "method { name = " + name + "\n" + String.join("\n", options) + "\n}";
    Scenario scenario = ScenarioFile.parse("test.conf", text, List.of());
    List<String> groups = Collections.nCopies(4, "all");
    Setting setting = new Setting(5, 4, groups, 3, 2, 3, shape, Pooling.MEAN, Precision.FLOAT32);
    return (LoraMethod) Registries.METHODS.create(name, scenario.method().options(), setting);
  }

  private static double millions(String name, String... options) {
    int size = method(ROBERTA_BASE, name, options).wiring().layout("common").size();
    return (size + PUBLISHED_HEAD) / 1e6;
  }

  /** As FedPETuning publishes them: trainable numbers of RoBERTa-base, head included. */
  @Test
  void trainAsManyNumbersAsPublished() {
    assertThat(millions("fedft")).isCloseTo(124.7, within(0.1));
    assertThat(millions("fedap", "bottleneck = 16")).isCloseTo(1.2, within(0.05));
    assertThat(millions("fedap", "bottleneck = 64")).isCloseTo(3.0, within(0.05));
    assertThat(millions("fedbf")).isCloseTo(0.7, within(0.05));
    assertThat(millions("fedlr", "rank = 8", "targets = [query, value]"))
        .isCloseTo(0.9, within(0.05));
  }

  @Test
  void prefixesAreKeysAndValuesOfEveryLayer() {
    assertThat(method(ROBERTA_BASE, "fedpf", "prefix-tokens = 64").wiring().layout("common").size())
        .isEqualTo(12 * 2 * 64 * 768);
  }

  @Test
  void biasesAreThoseOfLinearsAndNormsAndTheEmbeddingsIfAsked() {
    List<Entry> with = method(SMALL, "fedbf").wiring().layout("common").entries();
    List<Entry> without =
        method(SMALL, "fedbf", "train-embeddings = false").wiring().layout("common").entries();
    assertThat(with).allSatisfy(entry -> assertThat(entry.name()).endsWith(".bias.delta"));
    assertThat(without).hasSize(2 * 8);
    assertThat(with).hasSize(2 * 8 + 1);
    assertThat(with.get(0).name()).isEqualTo("embeddings.embedding-norm.bias.delta");
  }

  @Test
  void differencesStartAtNothingAndBottlenecksNearIt() {
    assertThat(method(SMALL, "fedft").initialCommon().part("common").values()).containsOnly(0f);
    Part adapters = method(SMALL, "fedap").initialCommon().part("common");
    for (Entry entry : adapters.layout().entries()) {
      double squares = 0;
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        squares += (double) adapters.values()[i] * adapters.values()[i];
      }
      boolean drawn = entry.name().endsWith("down.weight") || entry.name().endsWith("up.weight");
      assertThat(Math.sqrt(squares / entry.size()))
          .as(entry.name())
          .isCloseTo(drawn ? 0.02 : 0, within(0.006));
    }
  }

  @Test
  void normsAreLeftAsTheyAreIfNotAskedFor() {
    assertThat(method(SMALL, "fedap", "train-norms = false").wiring().layout("common").entries())
        .noneMatch(entry -> entry.name().contains("norm"));
    assertThat(method(SMALL, "fedap").wiring().layout("common").entries())
        .anyMatch(entry -> entry.name().equals("layer.1.output-norm.weight.delta"));
  }

  @Test
  void pfttSharesItsBottlenecksAndKeepsItsAdapter() {
    LoraMethod method = method(SMALL, "pftt");
    State common = method.initialCommon();
    assertThat(common.names()).containsExactly("common", "head");
    assertThat(common.part("common").layout().entries())
        .allSatisfy(entry -> assertThat(entry.name()).containsAnyOf(".down.", ".up."));
    State own = method.initialOwn(1).state();
    assertThat(own.names()).containsExactly("private");
    assertThat(own.part("private").layout().entries())
        .allSatisfy(entry -> assertThat(entry.name()).containsPattern("\\.(A|Bt)$"));
    assertThat(method.mayLeave("private", 1)).isFalse();
    State merged =
        method.merge(common, List.of(weighted(common, 1, 0.25), weighted(common, 5, 0.75)), 1);
    assertThat(merged.part("common").values()).containsOnly(4f);
    assertThat(merged.names()).containsExactly("common", "head");
  }

  private static FederatedMethod.Weighted weighted(State like, float value, double weight) {
    List<Part> parts = new ArrayList<>();
    for (Part part : like.parts()) {
      float[] values = new float[part.values().length];
      java.util.Arrays.fill(values, value);
      parts.add(part.with(values));
    }
    return new FederatedMethod.Weighted(new Contribution(0, 1, 1, 2, State.of(parts)), weight);
  }
}
