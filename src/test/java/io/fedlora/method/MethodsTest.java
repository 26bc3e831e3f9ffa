package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each method asks of the model, sends, keeps and merges; the model here only takes notes. */
class MethodsTest {
  private static final Architecture SHAPE = new Architecture(2, 8, 2, 16, 10, 16, 0, 2, 0, 1e-12);

  private static FederatedMethod method(String name, String... options) {
    return method(Precision.FLOAT32, name, options);
  }

  private static FederatedMethod method(Precision precision, String name, String... options) {
    List<String> lines = new ArrayList<>();
    lines.add("method { name = " + name + ", rank = 3, private-rank = 1");
    lines.addAll(List.of(options));
    lines.add("}");
    Scenario scenario = ScenarioFile.parse("test.conf", String.join("\n", lines), List.of());
    Setting setting =
        new Setting(5, 4, List.of("a", "a", "a", "b"), 3, 2, 3, SHAPE, Pooling.MEAN, precision);
    return Registries.METHODS.create(name, scenario.method().options(), setting);
  }

  /** Gives gradients of 1 and moves the lower part by 1. */
  private static final class NoteTaker implements FrozenModel {
    private final List<StepRequest> requests = new ArrayList<>();

    @Override
    public Architecture architecture() {
      return SHAPE;
    }

    @Override
    public StepResult step(StepRequest request) {
      requests.add(request);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      Map<String, float[]> updated = new LinkedHashMap<>();
      for (String part : request.recipe().updated()) {
        updated.put(part, moved(request.state().part(part)));
      }
      for (String part : request.recipe().gradients()) {
        float[] ones = new float[request.state().part(part).values().length];
        java.util.Arrays.fill(ones, 1f);
        gradients.put(part, ones);
      }
      return new StepResult(2, gradients, updated, Map.of("hypergradient-ratio", 0.25));
    }

    private static float[] moved(Part part) {
      float[] values = part.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += 1;
      }
      return values;
    }

    @Override
    public float[][] logits(Wiring wiring, State state, Batch batch) {
      throw new UnsupportedOperationException("nothing is scored here");
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private record Work(State received, Owned own, FrozenModel model) implements LocalWork {
    @Override
    public int client() {
      return 1;
    }

    @Override
    public int round() {
      return 1;
    }

    @Override
    public int steps() {
      return 2;
    }

    @Override
    public int examples() {
      return 7;
    }

    @Override
    public List<Batch> batches(String purpose, int count) {
      int first = purpose.equals("lower") ? 0 : 100;
      List<Batch> batches = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        batches.add(new Batch(new int[] {first + i}, new int[] {0}, 8));
      }
      return batches;
    }

    @Override
    public RandomStream stream(String purpose) {
      return RandomStream.of(5, purpose);
    }
  }

  private static LocalResult work(FederatedMethod method, NoteTaker model) {
    State common = method.initialCommon();
    return method.work(new Work(method.download(common, 1, 1), method.initialOwn(1), model));
  }

  @Test
  void pf2loraSendsTheCommonPartAndKeepsThePrivateOne() {
    FederatedMethod method = method("pf2lora", "optimizer = sgd, learning-rate = 0.5");
    NoteTaker model = new NoteTaker();
    LocalResult result = work(method, model);
    assertThat(result.upload().names()).containsExactly("common", "head");
    assertThat(result.own().state().names()).containsExactly("private");
    assertThat(result.loss()).isEqualTo(2);
    assertThat(result.reports()).containsEntry("hypergradient-ratio", 0.25);
    float start = method.initialCommon().part("common").values()[0];
    assertThat(result.upload().part("common").values()[0]).isEqualTo(start - 0.5f - 0.5f);
    float own = method.initialOwn(1).state().part("private").values()[0];
    assertThat(result.own().state().part("private").values()[0]).isEqualTo(own + 1 + 1);
    assertThat(model.requests)
        .allSatisfy(
            request -> {
              Recipe.Bilevel recipe = (Recipe.Bilevel) request.recipe();
              assertThat(recipe.form()).isEqualTo(Hypergradient.EXACT);
              assertThat(recipe.upper()).containsExactly("common", "head");
              assertThat(request.batches().get(0).texts()[0]).isLessThan(100);
              assertThat(request.batches().get(1).texts()[0]).isGreaterThanOrEqualTo(100);
            });
    assertThat(method.mayLeave("private", 1)).isFalse();
    assertThat(method.mayLeave("common", 1)).isTrue();
  }

  @Test
  void oneBatchServesBothLevelsWhereAsked() {
    NoteTaker model = new NoteTaker();
    work(method("pf2lora", "same-batch = true"), model);
    assertThat(model.requests)
        .allSatisfy(
            request -> assertThat(request.batches().get(0)).isSameAs(request.batches().get(1)));
  }

  @Test
  void aPrivateHeadStaysButIsTrained() {
    FederatedMethod method = method("pf2lora", "head = private", "keep-optimizer = false");
    LocalResult result = work(method, new NoteTaker());
    assertThat(result.upload().names()).containsExactly("common");
    assertThat(result.own().state().names()).containsExactly("private", "head");
    assertThat(result.own().state().part("head").values())
        .isNotEqualTo(method.initialOwn(1).state().part("head").values());
    assertThat(method.mayLeave("head", 1)).isFalse();
  }

  @Test
  void ratesThatMoveNothingAreRefused() {
    for (String name : List.of("pf2lora", "pf2lora-first-order", "pf2lora-simultaneous")) {
      for (String rate : List.of("0", "-0.1")) {
        assertThatThrownBy(() -> method(name, "private-learning-rate = " + rate))
            .isInstanceOf(ScenarioException.class)
            .hasMessageContaining("method.private-learning-rate: must be above 0");
      }
    }
    assertThatThrownBy(() -> method("pf2lora", "difference = 0"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.difference: must be above 0");
  }

  @Test
  void firstOrderLeavesTheSecondOrderOut() {
    NoteTaker model = new NoteTaker();
    work(method("pf2lora-first-order"), model);
    assertThat(model.requests)
        .extracting(request -> ((Recipe.Bilevel) request.recipe()).form())
        .containsOnly(Hypergradient.NONE);
  }

  @Test
  void simultaneousMovesBothOnOneGradient() {
    FederatedMethod method =
        method("pf2lora-simultaneous", "private-learning-rate = 0.25, optimizer = sgd");
    NoteTaker model = new NoteTaker();
    LocalResult result = work(method, model);
    assertThat(model.requests).hasSize(2);
    assertThat(((Recipe.Gradient) model.requests.get(0).recipe()).trainable())
        .containsExactly("common", "head", "private");
    float own = method.initialOwn(1).state().part("private").values()[0];
    assertThat(result.own().state().part("private").values()[0])
        .isEqualTo((float) ((float) (own - 0.25) - 0.25));
  }

  @Test
  void homloraHasNothingPrivate() {
    FederatedMethod method = method("homlora", "keep-optimizer = false");
    assertThat(method.initialOwn(1).state().names()).isEmpty();
    assertThat(work(method, new NoteTaker()).upload().names()).containsExactly("common", "head");
  }

  @Test
  void localOnlySendsNothingAndMergesNothing() {
    FederatedMethod method = method("local-only", "keep-optimizer = false");
    LocalResult result = work(method, new NoteTaker());
    assertThat(method.initialCommon().names()).isEmpty();
    assertThat(result.upload().names()).isEmpty();
    assertThat(result.own().state().names()).containsExactly("private", "head");
    assertThat(method.mayLeave("private", 1)).isFalse();
    assertThat(method.pooled()).isFalse();
  }

  @Test
  void centralizedTakesAllClientsSteps() {
    FederatedMethod method = method("centralized-lora");
    NoteTaker model = new NoteTaker();
    work(method, model);
    assertThat(method.pooled()).isTrue();
    assertThat(model.requests).hasSize(2 * 4);
  }

  @Test
  void twoUpdatesAreMergedByTheirWeights() {
    FederatedMethod method = method("homlora");
    State common = method.initialCommon();
    State merged =
        method.merge(
            common,
            List.of(
                new FederatedMethod.Weighted(update(common, 0, 1f), 0.25),
                new FederatedMethod.Weighted(update(common, 1, 5f), 0.75)),
            1);
    assertThat(merged.names()).containsExactly("common", "head");
    assertThat(merged.part("common").values()).containsOnly(4f);
  }

  private static Contribution update(State like, int client, float value) {
    List<Part> parts = new ArrayList<>();
    for (Part part : like.parts()) {
      float[] values = new float[part.values().length];
      java.util.Arrays.fill(values, value);
      parts.add(part.with(values));
    }
    return new Contribution(client, 1, client + 1, 2, State.of(parts));
  }

  @Test
  void weightsGoByExamplesWhereAsked() {
    State common = method("homlora").initialCommon();
    assertThat(method("homlora").weight(update(common, 1, 0))).isEqualTo(1);
    assertThat(method("homlora", "weights = examples").weight(update(common, 1, 0))).isEqualTo(2);
  }

  @Test
  void anUpdateOfAnotherShapeIsRefused() {
    FederatedMethod method = method("homlora");
    State common = method.initialCommon();
    State other = method("homlora", "rank = 2").initialCommon();
    assertThat(method.objection(common, new Contribution(0, 1, 1, 1, common))).isEmpty();
    assertThat(method.objection(common, new Contribution(0, 1, 1, 1, other))).contains("common");
    assertThat(method.objection(common, new Contribution(0, 1, 1, 1, State.empty())))
        .contains("parts");
  }

  @Test
  void everyMethodStartsEveryClientFromTheSameCommonStateAndPrivateOnesOfTheirOwn() {
    FederatedMethod method = method("pf2lora");
    assertThat(method("pf2lora").initialCommon().part("common").values())
        .isEqualTo(method.initialCommon().part("common").values());
    assertThat(method.initialOwn(0).state().part("private").values())
        .isNotEqualTo(method.initialOwn(1).state().part("private").values());
  }

  @Test
  void badOptionsNameTheirKey() {
    assertThatThrownBy(() -> method("pf2lora", "private-rank = 3"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.private-rank")
        .hasMessageContaining("below rank");
    assertThatThrownBy(() -> method("pf2lora", "targets = [queryy]"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.targets")
        .hasMessageContaining("query, key");
    assertThatThrownBy(() -> method(Precision.BFLOAT16, "pf2lora", "hypergradient = one-sided"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("bfloat16");
  }

  @Test
  void reportsAreMeansOverTheSteps() {
    StepAverages averages = new StepAverages();
    averages.add(new StepResult(1, Map.of(), Map.of(), new TreeMap<>(Map.of("a", 1.0))));
    averages.add(new StepResult(3, Map.of(), Map.of(), new TreeMap<>(Map.of("a", 2.0))));
    assertThat(averages.loss()).isEqualTo(2);
    assertThat(averages.reports()).isEqualTo(Collections.singletonMap("a", 1.5));
  }
}
