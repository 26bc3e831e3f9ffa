package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.OptimizerOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The parametrisation of PF2LoRA, {@code W_k = W0 + B A + D_k C_k} (Hao et al., arXiv 2503.03920;
 * {@code docs/methods.md#pf2lora}): a common adapter that travels and is averaged, and a smaller
 * private one that stays. How the two move in a local step is left to the methods that share it.
 */
abstract class TwoLevelLora extends LoraMethod {
  private final Setting setting;
  private final OptimizerOptions optimizer;
  private final LearningRateSchedule schedule;

  TwoLevelLora(TwoLevelOptions options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
  }

  private TwoLevelLora(TwoLevelOptions options, Setting setting, AdapterPlacement placement) {
    super(
        placement,
        wiring(placement, options.common(), options.personal()),
        options.where().head(),
        options.weights());
    this.setting = setting;
    this.optimizer = options.optimizer();
    this.schedule = new LearningRateSchedule(optimizer, setting.rounds() * setting.steps());
  }

  private static Wiring wiring(
      AdapterPlacement placement, AdapterOptions common, AdapterOptions personal) {
    if (personal.rank() >= common.rank()) {
      throw new InvalidValue(
          "private-rank",
          "must be below rank, " + common.rank() + ", found " + personal.rank(),
          "write at most private-rank = " + (common.rank() - 1) + ", or raise rank");
    }
    List<Insertion> insertions = new ArrayList<>(placement.adapters(COMMON, common));
    insertions.addAll(placement.adapters(PRIVATE, personal));
    return placement.wiring(insertions);
  }

  /** One piece of local work: a prepared step for each of its steps. */
  abstract Steps prepare(LocalWork work);

  /** Computes the steps of one piece of local work. */
  interface Steps {
    /**
     * Computes a step.
     *
     * @param state of all parts
     * @return gradients of the upper parts, and the private part as it has moved
     */
    StepResult compute(int step, State state);
  }

  @Override
  public final LocalResult work(LocalWork work) {
    State own = work.own().state();
    List<Part> upper = new ArrayList<>(work.received().parts());
    if (!headTravels()) {
      upper.add(own.part(AdapterPlacement.HEAD));
    }
    ClientOptimizer climber = new ClientOptimizer(optimizer, upper, own);
    Part personal = own.part(PRIVATE);
    StepAverages averages = new StepAverages();
    Steps steps = prepare(work);
    for (int step = 0; step < work.steps(); step++) {
      StepResult result = steps.compute(step, climber.state().with(personal));
      averages.add(result);
      int overall = (work.round() - 1) * setting.steps() + step;
      climber.update(result.gradients(), schedule.factor(overall));
      personal = personal.with(moved(result));
    }
    State moved = climber.state();
    List<Part> kept = new ArrayList<>();
    kept.add(personal);
    if (!headTravels()) {
      kept.add(moved.part(AdapterPlacement.HEAD));
    }
    kept.addAll(climber.saved());
    State upload = moved.only(work.received().names());
    return new LocalResult(
        new Owned(State.of(kept)), upload, upload, averages.loss(), averages.reports());
  }

  private static float[] moved(StepResult result) {
    float[] values = result.updated().get(PRIVATE);
    if (values == null) {
      throw new IllegalStateException("the step left the private part where it was");
    }
    return values;
  }

  /** The parts that the upper optimiser moves: the common adapter, and the head whoever owns it. */
  static List<String> upperParts() {
    return List.of(COMMON, AdapterPlacement.HEAD);
  }
}
