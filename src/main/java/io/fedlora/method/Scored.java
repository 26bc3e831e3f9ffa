package io.fedlora.method;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Wiring;
import java.util.Optional;

/**
 * A model to score.
 *
 * @param wiring how the parts sit in the encoder
 * @param state every part of the wiring
 * @param fit if each text has a state of its own
 */
public record Scored(Wiring wiring, State state, Optional<TextFit> fit) {
  /** One state for all texts. */
  public Scored(Wiring wiring, State state) {
    this(wiring, state, Optional.empty());
  }

  /** Gives a text the state that it is scored with. */
  public interface TextFit {
    /**
     * The state for a text.
     *
     * @param text a batch of one row
     */
    State of(Batch text);
  }
}
