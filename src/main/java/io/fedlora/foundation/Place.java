package io.fedlora.foundation;

/** The places of an encoder that an insertion can act on, in the order in which data meets them. */
public enum Place {
  EMBEDDINGS,
  QUERY,
  KEY,
  VALUE,
  ATTENTION,
  ATTENTION_OUTPUT,
  ATTENTION_NORM,
  INTERMEDIATE,
  OUTPUT,
  OUTPUT_NORM;

  /** The output of a linear. */
  public static Place of(Linear linear) {
    return switch (linear) {
      case QUERY -> QUERY;
      case KEY -> KEY;
      case VALUE -> VALUE;
      case ATTENTION_OUTPUT -> ATTENTION_OUTPUT;
      case INTERMEDIATE -> INTERMEDIATE;
      case OUTPUT -> OUTPUT;
    };
  }
}
