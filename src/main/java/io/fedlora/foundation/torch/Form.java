package io.fedlora.foundation.torch;

/** How the step program is written out; both forms compute the same thing. */
public enum Form {
  /** Rows of activations, fused products, one leaf a part: what every run uses. */
  FAST,
  /** Three-dimensional activations, one leaf a factor: what the fast form is measured against. */
  PLAIN
}
