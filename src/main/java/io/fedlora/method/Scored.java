package io.fedlora.method;

import io.fedlora.adapter.State;
import io.fedlora.foundation.Wiring;

/**
 * A model to score.
 *
 * @param wiring how the parts sit in the encoder
 * @param state every part of the wiring
 */
public record Scored(Wiring wiring, State state) {}
