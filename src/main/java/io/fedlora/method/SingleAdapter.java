package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.scenario.OptimizerOptions;
import java.util.List;

/**
 * Local training of one adapter and the head with one optimiser, wherever the two come from.
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
    Owned own = work.own();
    ClientOptimizer climber = new ClientOptimizer(optimizer, parts, own.state());
    StepAverages averages = new StepAverages();
    List<String> names = parts.stream().map(Part::name).toList();
    List<Batch> batches = work.batches("lower", steps);
    for (int step = 0; step < steps; step++) {
      StepResult result =
          work.model()
              .step(
                  StepRequest.gradient(method.wiring(), names, climber.state(), batches.get(step)));
      averages.add(result);
      climber.update(result.gradients(), schedule.factor((work.round() - 1) * steps + step));
    }
    return new Outcome(climber.state(), climber.saved(), averages);
  }
}
