package io.fedlora.stub;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.device.Score;
import io.fedlora.device.Trained;
import io.fedlora.device.Trainer;
import io.fedlora.device.WorkOrder;
import io.fedlora.device.Workload;
import io.fedlora.random.RandomStream;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Gives updates that are a keyed function of client, version and steps, and costs a fixed number of
 * FLOPs a step.
 *
 * @param seed of the scenario
 * @param steps local steps a request
 * @param flopsPerStep what each is counted as
 */
public record StubTrainer(long seed, int steps, long flopsPerStep) implements Trainer {
  private static final SortedMap<String, Double> NO_REPORTS = Collections.emptySortedMap();

  @Override
  public Workload workload(WorkOrder order, State received, Owned own, boolean first) {
    int done = order.within(steps);
    return new Workload(done, done, done * flopsPerStep);
  }

  @Override
  public Trained train(WorkOrder order, State received, Owned own) {
    int done = order.within(steps);
    if (!received.has(StubMethod.COMMON)) {
      return new Trained(own, State.empty(), Owned.NOTHING, 1, done, 0, NO_REPORTS);
    }
    Part part = received.part(StubMethod.COMMON);
    RandomStream stream = RandomStream.of(seed, "stub", order.client(), order.version(), done);
    float[] values = part.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (stream.nextDouble() - 0.5);
    }
    State upload = State.of(part.with(values));
    Part kept = own.state().part(StubMethod.PRIVATE);
    float[] mine = kept.values().clone();
    for (int i = 0; i < mine.length; i++) {
      mine[i] += (float) (stream.nextDouble() - 0.5);
    }
    Owned owned = new Owned(State.of(kept.with(mine)));
    return new Trained(owned, upload, new Owned(upload), 1, done, stream.nextDouble(), NO_REPORTS);
  }

  @Override
  public Score score(int client, State common, Owned own) {
    double sum = 0;
    for (Part part : common.with(own.state()).parts()) {
      for (float value : part.values()) {
        sum += value;
      }
    }
    return new Score(sum, 0);
  }
}
