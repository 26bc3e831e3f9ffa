package io.fedlora.foundation;

/** What of the last layer the classification head reads. */
public enum Pooling {
  /** The mean over the tokens of the text. */
  MEAN,
  /** The first token alone. */
  FIRST_TOKEN
}
