package io.fedlora.foundation;

import java.util.List;

/**
 * How the second-order term of the hypergradient is computed ({@code
 * docs/methods.md#the-second-order-term}).
 */
public enum Hypergradient {
  /** Double backward on the kept graph of the lower step. */
  EXACT("exact"),
  /** One forward difference that reuses the first backward pass. */
  ONE_SIDED("one-sided"),
  /** A central difference. */
  CENTRAL("central"),
  /** Left out: first-order. */
  NONE("none");

  private final String key;

  Hypergradient(String key) {
    this.key = key;
  }

  /** Its name in scenarios. */
  public String key() {
    return key;
  }

  /** What a step with it logs: its size beside the first-order gradient's, where it has one. */
  List<String> logged() {
    return this == NONE ? List.of() : List.of("hypergradient-ratio");
  }

  /** Whether it is a difference of gradients, which bfloat16 is too coarse for. */
  public boolean isDifference() {
    return this == ONE_SIDED || this == CENTRAL;
  }
}
