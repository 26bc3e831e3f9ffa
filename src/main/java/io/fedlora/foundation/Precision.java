package io.fedlora.foundation;

/** In what numbers the frozen part and the activations are kept; trainables are always float32. */
public enum Precision {
  FLOAT32("float32"),
  BFLOAT16("bfloat16"),
  FLOAT64("float64");

  private final String key;

  Precision(String key) {
    this.key = key;
  }

  /** Its name in scenarios. */
  public String key() {
    return key;
  }
}
