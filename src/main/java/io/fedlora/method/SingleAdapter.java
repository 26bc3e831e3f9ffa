package io.fedlora.method;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.OptimizerOptions;
import java.util.List;

/**
 * Local training of one adapter and the head, or of any other parts, with one optimiser, wherever
 * they come from.
 *
 * @param setting of the run
 * @param optimizer of both
 * @param schedule of its learning rate
 */
record SingleAdapter(Setting setting, OptimizerOptions optimizer, LearningRateSchedule schedule) {
  /** What training gave: the parts as they are now, and what the optimiser keeps. */
  record Outcome(State parts, List<Part> saved, StepAverages averages) {}

  static SingleAdapter of(Setting setting, OptimizerOptions optimizer, int stepsPerRound) {
    return new SingleAdapter(
        setting, optimizer, new LearningRateSchedule(optimizer, setting.rounds() * stepsPerRound));
  }

  /** Trains the parts for a number of steps. */
  Outcome train(LocalWork work, LoraMethod method, List<Part> parts, int steps) {
    return train(work, "lower", method.wiring(), State.empty(), parts, steps);
  }

  /**
   * Trains some parts of a wiring for a number of steps.
   *
   * @param purpose of the batches
   * @param frozen the other parts of the wiring; those to be trained may be among them
   */
  Outcome train(
      LocalWork work, String purpose, Wiring wiring, State frozen, List<Part> parts, int steps) {
    List<String> names = parts.stream().map(Part::name).toList();
    List<Batch> batches = work.batches(purpose, steps);
    return train(
        work,
        parts,
        steps,
        (step, moving) ->
            StepRequest.gradient(
                wiring, names, frozen.with(moving).only(wiring.parts()), batches.get(step)));
  }

  /** Trains parts along whatever gradients the steps give. */
  Outcome train(LocalWork work, List<Part> parts, int steps, Steps requests) {
    ClientOptimizer climber = new ClientOptimizer(optimizer, parts, work.own().state());
    StepAverages averages = new StepAverages();
    for (int step = 0; step < steps; step++) {
      StepResult result = work.model().step(requests.at(step, climber.state()));
      averages.add(result);
      climber.update(result.gradients(), schedule.factor((work.round() - 1) * steps + step));
    }
    return new Outcome(climber.state(), climber.saved(), averages);
  }

  /** What to compute at each step. */
  interface Steps {
    /**
     * The request of a step.
     *
     * @param moving the parts as they are now
     */
    StepRequest at(int step, State moving);
  }
}
