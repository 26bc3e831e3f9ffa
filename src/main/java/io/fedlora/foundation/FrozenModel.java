package io.fedlora.foundation;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;

/**
 * The frozen foundation model as local work sees it. Safe to use from several device threads at
 * once; the result depends on the arguments alone, to the bit.
 */
public interface FrozenModel extends AutoCloseable {
  /** The shape of the encoder. */
  Architecture architecture();

  /**
   * Computes one step.
   *
   * @throws IllegalArgumentException if the state lacks a part of the wiring or one has the wrong
   *     size
   * @throws FoundationException if the engine fails
   */
  StepResult step(StepRequest request);

  /**
   * The class scores of a batch, without gradients.
   *
   * @return [rows][classes]
   */
  float[][] logits(Wiring wiring, State state, Batch batch);

  /**
   * How the model does on a batch: the class it finds most likely for each text, and the
   * cross-entropy of the right one.
   */
  default Assessment assess(Wiring wiring, State state, Batch batch) {
    return Assessment.ofScores(logits(wiring, state, batch), batch.labels());
  }

  @Override
  void close();
}
