package io.fedlora.device;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.BatchShape;
import io.fedlora.foundation.CostModel;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that computes nothing and counts everything: local work run on it costs what it will cost
 * on the real one, since costs depend on shapes alone.
 */
final class CountingModel implements FrozenModel {
  private final Architecture architecture;
  private int steps;
  private long tokens;
  private long flops;

  CountingModel(Architecture architecture) {
    this.architecture = architecture;
  }

  /** What was asked of it. */
  Workload workload() {
    return new Workload(steps, tokens, flops);
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public StepResult step(StepRequest request) {
    steps++;
    List<BatchShape> shapes = new ArrayList<>();
    for (Batch batch : request.batches()) {
      shapes.add(new BatchShape(batch.rows(), batch.length()));
      tokens += (long) batch.rows() * batch.length();
    }
    flops += CostModel.step(request.wiring(), request.recipe(), shapes);
    Map<String, float[]> gradients = new LinkedHashMap<>();
    Map<String, float[]> updated = new LinkedHashMap<>();
    List<String> trainable;
    if (request.recipe() instanceof Recipe.Bilevel bilevel) {
      trainable = bilevel.upper();
      updated.put(bilevel.lower(), request.state().part(bilevel.lower()).values().clone());
    } else {
      trainable = ((Recipe.Gradient) request.recipe()).trainable();
    }
    for (String part : trainable) {
      gradients.put(part, new float[request.state().part(part).values().length]);
    }
    return new StepResult(0, gradients, updated, new TreeMap<>());
  }

  @Override
  public float[][] logits(Wiring wiring, State state, Batch batch) {
    flops += CostModel.forward(wiring, batch.rows(), batch.length());
    return new float[batch.rows()][wiring.head().classes()];
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
