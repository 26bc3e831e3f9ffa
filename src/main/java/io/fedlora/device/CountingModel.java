package io.fedlora.device;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Assessment;
import io.fedlora.foundation.BatchShape;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepCost;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.ZeroGradients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that computes nothing and counts everything: local work run on it costs what it will cost
 * on the real one, since costs depend on shapes alone. Every gradient is 0, and what the real model
 * would log is there under its name.
 */
public final class CountingModel implements FrozenModel {
  private final Architecture architecture;
  private final SortedMap<String, Layout> trained = new TreeMap<>();
  private int steps;
  private long tokens;
  private StepCost cost = StepCost.NONE;

  /** A model of that shape, of which nothing has been asked yet. */
  public CountingModel(Architecture architecture) {
    this.architecture = architecture;
  }

  /** What was asked of it. */
  Workload workload() {
    return new Workload(steps, tokens, cost.total());
  }

  /** How many steps were asked of it. */
  public int steps() {
    return steps;
  }

  /** What was asked of it, by what the operations are for. */
  public StepCost cost() {
    return cost;
  }

  /** The parts that its steps trained, with their layouts. */
  public SortedMap<String, Layout> trained() {
    return Collections.unmodifiableSortedMap(trained);
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
      int length = architecture.computedTokens(batch.length());
      shapes.add(new BatchShape(batch.rows(), length));
      tokens += (long) batch.rows() * length;
    }
    cost = cost.plus(StepCost.of(request.wiring(), request.recipe(), shapes));
    Map<String, Integer> gradients = new LinkedHashMap<>();
    Map<String, float[]> updated = new LinkedHashMap<>();
    Map<String, Double> logged = new TreeMap<>();
    for (String name : request.recipe().updated()) {
      Part part = request.state().part(name);
      updated.put(name, part.values().clone());
      trained.put(name, part.layout());
    }
    for (String name : request.recipe().gradients()) {
      Part part = request.state().part(name);
      gradients.put(name, part.values().length);
      trained.put(name, part.layout());
    }
    request.recipe().logged().forEach(name -> logged.put(name, 0.0));
    return new StepResult(0, new ZeroGradients(gradients), updated, logged, scores(request));
  }

  private static List<float[]> scores(StepRequest request) {
    boolean asked = request.recipe() instanceof Recipe.Gradient one && one.givesScores();
    int classes = request.wiring().head().classes();
    return Collections.nCopies(asked ? request.batches().get(0).rows() : 0, new float[classes]);
  }

  @Override
  public Assessment assess(Wiring wiring, State state, Batch batch) {
    logits(wiring, state, batch);
    return new Assessment(new int[batch.rows()], new double[batch.rows()]);
  }

  @Override
  public float[][] logits(Wiring wiring, State state, Batch batch) {
    int length = architecture.computedTokens(batch.length());
    cost = cost.plus(StepCost.forward(wiring, new BatchShape(batch.rows(), length)));
    return new float[batch.rows()][wiring.head().classes()];
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
