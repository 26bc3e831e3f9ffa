package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.device.CountingModel;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Assessment;
import io.fedlora.foundation.BatchShape;
import io.fedlora.foundation.Bottleneck;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepCost;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which part of FedDAT moves in which step, what teaches it, and what a batch costs. */
class FedDatTest {
  private static final String FIXED = "schedule = constant, warmup-share = 0, weight-decay = 0";

  /** Gives scores that say when they were taken, and gradients of 1. */
  private static final class Scripted implements FrozenModel {
    private final List<Wiring> taught = new ArrayList<>();
    private final List<State> taughtStates = new ArrayList<>();
    private final List<StepRequest> steps = new ArrayList<>();
    private int calls;

    @Override
    public Architecture architecture() {
      return MethodCase.SHAPE;
    }

    @Override
    public StepResult step(StepRequest request) {
      steps.add(
          new StepRequest(
              request.wiring(),
              request.recipe(),
              copy(request.state()),
              request.batches(),
              0,
              0,
              request.teacher()));
      Map<String, float[]> gradients = new LinkedHashMap<>();
      for (String name : request.recipe().gradients()) {
        gradients.put(name, MethodCase.filled(request.state().part(name), 1).values());
      }
      boolean scored = ((Recipe.Gradient) request.recipe()).givesScores();
      List<float[]> scores = scored ? List.of(new float[] {++calls, 0, 0}) : List.of();
      return new StepResult(steps.size(), gradients, Map.of(), Map.of(), scores);
    }

    @Override
    public float[][] logits(Wiring wiring, State state, Batch batch) {
      taught.add(wiring);
      taughtStates.add(copy(state));
      return new float[][] {{++calls, 0, 0}};
    }

    @Override
    public Assessment assess(Wiring wiring, State state, Batch batch) {
      throw new UnsupportedOperationException("nothing is assessed");
    }

    private static State copy(State state) {
      List<Part> parts = new ArrayList<>();
      state.parts().forEach(part -> parts.add(part.with(part.values().clone())));
      return State.of(parts);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** Work with a model of choice. */
  private record Work(
      State received, Owned own, FrozenModel model, int round, int steps, Batch batch)
      implements LocalWork {
    static Work of(FederatedMethod method, FrozenModel model, int round) {
      return new Work(
          method.download(method.initialCommon(), 1, round),
          method.initialOwn(1),
          model,
          round,
          2,
          new Batch(new int[] {0}, new int[] {0}, 8));
    }

    @Override
    public int client() {
      return 1;
    }

    @Override
    public int examples() {
      return 2 * batch.rows();
    }

    @Override
    public List<Batch> batches(String purpose, int count) {
      return Collections.nCopies(count, batch);
    }

    @Override
    public RandomStream stream(String purpose) {
      return RandomStream.of(1, purpose);
    }
  }

  private static float first(State state, String part) {
    return state.part(part).values()[0];
  }

  private static List<Double> scales(Wiring wiring, String part) {
    return wiring.insertions().stream()
        .map(one -> (Bottleneck) one)
        .filter(one -> one.part().equals(part))
        .map(Bottleneck::scale)
        .distinct()
        .toList();
  }

  @Test
  void aBatchIsAStepOfTheSharedAndOneOfThePrivateAdapter() {
    FederatedMethod method = MethodCase.method("feddat", FIXED);
    Scripted model = new Scripted();
    Work work = Work.of(method, model, 1);
    LocalResult result = method.work(work);
    float a0 = first(work.own().state(), "private");
    float a1 = first(work.received(), "common");
    float head = first(work.own().state(), "head");

    assertThat(model.steps)
        .extracting(step -> step.recipe().gradients())
        .containsExactly(
            List.of("common", "head"),
            List.of("private", "head"),
            List.of("common", "head"),
            List.of("private", "head"));
    Loss loss = new Loss(Loss.Task.BINARY, 0.5, 0.5, 3);
    assertThat(model.steps)
        .extracting(step -> ((Recipe.Gradient) step.recipe()).loss())
        .containsOnly(loss);

    StepRequest alone = model.steps.get(0);
    assertThat(scales(alone.wiring(), "common")).containsExactly(1.0);
    assertThat(alone.wiring().parts()).containsExactly("common", "head");
    StepRequest inside = model.steps.get(1);
    assertThat(scales(inside.wiring(), "common")).containsExactly(0.5);
    assertThat(scales(inside.wiring(), "private")).containsExactly(0.5);
    assertThat(model.taught).containsOnly(inside.wiring());

    // The copy inside the teacher stays where the round began; the head has moved in between.
    assertThat(first(inside.state(), "common")).isEqualTo(a1);
    assertThat(first(inside.state(), "head")).isEqualTo(head - 1f);
    assertThat(first(model.taughtStates.get(1), "common")).isEqualTo(a1);
    assertThat(first(model.taughtStates.get(1), "private")).isEqualTo(a0 - 1f);
    assertThat(first(model.steps.get(2).state(), "common")).isEqualTo(a1 - 1f);

    assertThat(result.upload().names()).containsExactly("common");
    assertThat(first(result.upload(), "common")).isEqualTo(a1 - 1f - 1f);
    assertThat(result.own().state().names()).containsExactly("private", "head");
    assertThat(first(result.own().state(), "private")).isEqualTo(a0 - 1f - 1f);
    assertThat(first(result.own().state(), "head")).isEqualTo(head - 1f - 1f - 1f - 1f);
    assertThat(result.loss()).isEqualTo((1 + 3) / 2.0);
    assertThat(result.reports()).containsEntry("teacher-loss", (2 + 4) / 2.0);
  }

  @Test
  void eachTeachesTheOtherWithItsScoresOfBeforeTheStep() {
    Scripted model = new Scripted();
    FederatedMethod method = MethodCase.method("feddat", FIXED);
    method.work(Work.of(method, model, 1));
    // Calls in order: teacher, student, teacher, student.
    assertThat(model.steps)
        .extracting(step -> step.teacher().get(0)[0])
        .containsExactly(1f, 2f, 3f, 4f);
  }

  @Test
  void weightsDecayAndBiasesDoNot() {
    FederatedMethod method =
        MethodCase.method("feddat", "schedule = constant, warmup-share = 0, weight-decay = 0.5");
    Work work = Work.of(method, new Scripted(), 1);
    LocalResult result = method.work(work);
    Part before = work.received().part("common");
    Part after = result.upload().part("common");
    int weight = before.layout().entry("layer.0.output.down.weight").offset();
    int bias = before.layout().entry("layer.0.output.down.bias").offset();
    float once = (float) (before.values()[weight] - (1 + 0.5 * before.values()[weight]));
    assertThat(after.values()[weight]).isEqualTo((float) (once - (1 + 0.5 * once)));
    assertThat(after.values()[bias]).isEqualTo(-2f);
  }

  /** Two batches an epoch, 15 epochs: a rise over 3 of 30 steps, two of them taken a batch. */
  @Test
  void theScheduleBeginsAnewInEveryRoundAndMovesOnTwiceABatch() {
    FederatedMethod method =
        MethodCase.method("feddat", "schedule = linear, warmup-share = 0.1, weight-decay = 0");
    for (int round : List.of(1, 5)) {
      Work work = Work.of(method, new Scripted(), round);
      float moved = first(method.work(work).upload(), "common") - first(work.received(), "common");
      assertThat(moved).isCloseTo((float) -(1 / 3.0 + 3 / 3.0), within(1e-6f));
    }
    FederatedMethod spanning =
        MethodCase.method(
            "feddat", "schedule = linear, warmup-share = 0, schedule-span = run, weight-decay = 0");
    Work last = Work.of(spanning, new Scripted(), 6);
    float moved = first(spanning.work(last).upload(), "common") - first(last.received(), "common");
    assertThat(moved).isCloseTo((float) -(8 / 48.0 + 6 / 48.0), within(1e-6f));
  }

  @Test
  void theKeySaysWhichModelIsScored() {
    for (String score : List.of("teacher", "private", "shared")) {
      FederatedMethod method = MethodCase.method("feddat", "score = " + score);
      Scored scored = method.scored(0, method.initialCommon(), method.initialOwn(0));
      List<String> expected =
          switch (score) {
            case "private" -> List.of("private", "head");
            case "shared" -> List.of("common", "head");
            default -> List.of("common", "private", "head");
          };
      assertThat(scored.wiring().parts()).isEqualTo(expected);
      assertThat(scored.state().names()).containsExactlyInAnyOrderElementsOf(expected);
      double scale = score.equals("teacher") ? 0.5 : 1;
      assertThat(scales(scored.wiring(), expected.get(0))).containsExactly(scale);
    }
  }

  /**
   * As published ({@code docs/methods.md#feddat}): about five forward passes of the frozen encoder.
   */
  @Test
  void aBatchCostsAboutFiveForwardPasses() {
    Architecture base = new Architecture(12, 768, 12, 3072, 50265, 514, 1, 1, 2, 1e-5);
    Scenario scenario = ScenarioFile.parse("test.conf", "method.name = feddat", List.of());
    Setting setting =
        new Setting(1, 1, List.of("all"), 1, 2, 2, base, Pooling.FIRST_TOKEN, Precision.FLOAT32);
    FederatedMethod method =
        Registries.METHODS.create("feddat", scenario.method().options(), setting);
    CountingModel counting = new CountingModel(base);
    int[] texts = new int[16];
    Arrays.setAll(texts, i -> i);
    Batch batch = new Batch(texts, new int[16], 128);
    method.work(new Work(method.initialCommon(), method.initialOwn(0), counting, 1, 2, batch));
    Wiring frozen = new Wiring(base, List.of(), new Head("head", 2), Pooling.FIRST_TOKEN);
    long head = StepCost.forward(frozen, new BatchShape(16, 128)).total();
    double forward =
        12 * 2.0 * 16 * 128 * (4L * 768 * 768 + 2L * 768 * 3072 + 2L * 128 * 768) + head;
    assertThat(counting.cost().total() / (2 * forward)).isBetween(4.8, 5.2);
    assertThat(counting.steps()).isEqualTo(4);
  }

  @Test
  void badOptionsNameTheirKey() {
    assertThatThrownBy(() -> MethodCase.method("feddat", "temperature = 0"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.temperature");
    assertThatThrownBy(() -> MethodCase.method("feddat", "score = both"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.score");
  }
}
