package io.fedlora.foundation;

/** The linears of an encoder layer, in the order in which data meets them. */
public enum Linear {
  QUERY("query", "attention.self.query"),
  KEY("key", "attention.self.key"),
  VALUE("value", "attention.self.value"),
  ATTENTION_OUTPUT("attention-output", "attention.output.dense"),
  INTERMEDIATE("intermediate", "intermediate.dense"),
  OUTPUT("output", "output.dense");

  private final String key;
  private final String path;

  Linear(String key, String path) {
    this.key = key;
    this.path = path;
  }

  /** Its name in scenarios and layouts, as {@code query}. */
  public String key() {
    return key;
  }

  /** Its Hugging Face path inside {@code encoder.layer.<n>}, as {@code attention.self.query}. */
  public String path() {
    return path;
  }

  /** Whether it reads the layer's own input (query, key and value do). */
  public boolean readsLayerInput() {
    return compareTo(ATTENTION_OUTPUT) < 0;
  }
}
