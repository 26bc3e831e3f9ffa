package io.fedlora.foundation.linear;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Assessment;
import io.fedlora.foundation.FoundationException;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * A single linear, zero but for its low-rank adapters, that is fitted to columns by least squares:
 * {@code f = ½‖WX − Y‖²/N} ({@code docs/scenarios.md#an-experiment-with-known-answers}). Everything
 * is computed in float64; between steps trainable parts are float32 as with any model.
 */
public final class LinearModel implements FrozenModel {
  private final Architecture architecture;
  private final TokenTable columns;

  /**
   * @param architecture of the linear
   * @param columns every column that batches may name, as {@link LinearCheckpoint}'s tokenizer
   *     encodes them
   */
  public LinearModel(Architecture architecture, TokenTable columns) {
    this.architecture = architecture;
    this.columns = columns;
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public StepResult step(StepRequest request) {
    requireLowRank(request.wiring());
    LinearStep step = new LinearStep(request.wiring(), request.lowerRate(), request.difference());
    List<Regression> batches = request.batches().stream().map(this::regression).toList();
    LinearStep.Outcome outcome =
        step.compute(request.recipe(), values(request.wiring(), request.state()), batches);
    return new StepResult(
        outcome.loss(), floats(outcome.gradients()), floats(outcome.updated()), outcome.logged());
  }

  @Override
  public float[][] logits(Wiring wiring, State state, Batch batch) {
    throw new FoundationException(
        "the model linear has no classes to score; this method needs an encoder");
  }

  /** The loss of each column; classes there are none. */
  @Override
  public Assessment assess(Wiring wiring, State state, Batch batch) {
    requireLowRank(wiring);
    DMatrixRMaj weight = new Point(wiring, values(wiring, state)).weight();
    return new Assessment(new int[batch.rows()], regression(batch).losses(weight));
  }

  private static void requireLowRank(Wiring wiring) {
    for (Insertion insertion : wiring.insertions()) {
      if (!(insertion instanceof LowRank)) {
        throw new FoundationException(
            "the model linear takes low-rank adapters only, found a "
                + insertion.getClass().getSimpleName()
                + "; this method needs an encoder");
      }
    }
  }

  private Regression regression(Batch batch) {
    int inputs = architecture.inputs(Linear.QUERY);
    DMatrixRMaj x = new DMatrixRMaj(inputs, batch.rows());
    DMatrixRMaj y = new DMatrixRMaj(architecture.outputs(Linear.QUERY), batch.rows());
    for (int column = 0; column < batch.rows(); column++) {
      double[] numbers = ColumnTokenizer.numbers(columns.text(batch.texts()[column]));
      for (int i = 0; i < numbers.length; i++) {
        (i < inputs ? x : y).set(i < inputs ? i : i - inputs, column, numbers[i]);
      }
    }
    return new Regression(x, y);
  }

  private static Map<String, double[]> values(Wiring wiring, State state) {
    Map<String, double[]> values = new LinkedHashMap<>();
    wiring
        .layouts()
        .forEach(
            (name, layout) -> {
              Part part = state.part(name);
              if (!part.layout().equals(layout)) {
                throw new IllegalArgumentException("part " + name + " has another layout");
              }
              double[] wide = new double[part.values().length];
              for (int i = 0; i < wide.length; i++) {
                wide[i] = part.values()[i];
              }
              values.put(name, wide);
            });
    return values;
  }

  private static Map<String, float[]> floats(Map<String, double[]> vectors) {
    Map<String, float[]> narrow = new LinkedHashMap<>();
    vectors.forEach(
        (part, values) -> {
          float[] rounded = new float[values.length];
          for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
          }
          narrow.put(part, rounded);
        });
    return narrow;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
