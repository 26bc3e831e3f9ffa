package io.fedlora.method;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Per-FedAvg on one adapter (Fallah et al. 2020; {@code docs/methods.md#per-fedavg-lora}): what is
 * federated is a start from which one gradient step on a client's texts leads to a good model. A
 * client is scored after such steps, on a copy that is then thrown away.
 */
@Named(
    value = "per-fedavg-lora",
    summary = "one common adapter, trained so that a gradient step fits it to a client")
public final class PerFedAvgLora extends JointTuning {
  private final Options options;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank and alpha
   * @param optimizer that moves along the meta-gradient; its learning rate is b
   * @param weights of clients in the merge
   * @param form how the second-order term is computed
   * @param innerLearningRate a, of the inner step and of the steps before scoring
   * @param difference of the form hf, relative to the adapter
   * @param sharedCurvature whether the second-order term is taken on the inner step's batch (ξ3 =
   *     ξ1)
   * @param evaluationSteps gradient steps before scoring
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights,
      Form form,
      double innerLearningRate,
      double difference,
      boolean sharedCurvature,
      int evaluationSteps) {
    public Options {
      Require.positive("inner-learning-rate", innerLearningRate);
      Require.positive("difference", difference);
      Require.atLeast("evaluation-steps", evaluationSteps, 0);
    }
  }

  /** Forms of the meta-gradient. */
  public enum Form {
    /** Without the second-order term. */
    FO(Hypergradient.NONE),
    /** With a two-sided difference of gradients in its place. */
    HF(Hypergradient.CENTRAL),
    /** With the exact Hessian-vector product. */
    FULL(Hypergradient.EXACT);

    private final Hypergradient term;

    Form(Hypergradient term) {
      this.term = term;
    }
  }

  public PerFedAvgLora(Options options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
    if (options.form() == Form.HF && setting.precision() == Precision.BFLOAT16) {
      throw new InvalidValue(
          "form",
          "hf takes a difference of gradients, which is too coarse in bfloat16",
          "write form = full, or foundation.precision = float32");
    }
  }

  private PerFedAvgLora(Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        placement.wiring(placement.adapters(COMMON, options.common())),
        new Sharing(options.where().head(), options.optimizer(), options.weights()));
    this.options = options;
  }

  @Override
  SingleAdapter.Steps requests(LocalWork work) {
    Recipe.Meta recipe =
        new Recipe.Meta(wiring().parts(), options.form().term, options.sharedCurvature());
    List<List<Batch>> batches = new ArrayList<>();
    for (String purpose : List.of("lower", "upper", "curvature").subList(0, recipe.batches())) {
      batches.add(work.batches(purpose, work.steps()));
    }
    return (step, state) ->
        new StepRequest(
            wiring(),
            recipe,
            state,
            batches.stream().map(all -> all.get(step)).toList(),
            options.innerLearningRate(),
            options.difference());
  }

  /** Plain gradient steps on the client's training texts, for all that is trained. */
  @Override
  public Scored adapted(Scored scored, LocalWork work) {
    State state = scored.state();
    for (Batch batch : work.batches("adaptation", options.evaluationSteps())) {
      StepResult result =
          work.model().step(StepRequest.gradient(wiring(), wiring().parts(), state, batch));
      List<Part> moved = new ArrayList<>();
      for (Part part : state.parts()) {
        moved.add(part.with(moved(part.values(), gradient(result, part))));
      }
      state = State.of(moved);
    }
    return new Scored(wiring(), state);
  }

  @Override
  public Optional<Scored> adaptedWithoutTexts(Scored scored) {
    return options.evaluationSteps() == 0 ? Optional.of(scored) : Optional.empty();
  }

  private static float[] gradient(StepResult result, Part part) {
    return Objects.requireNonNull(result.gradients().get(part.name()), part.name());
  }

  private float[] moved(float[] from, float[] gradient) {
    float[] values = from.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] - options.innerLearningRate() * gradient[i]);
    }
    return values;
  }
}
