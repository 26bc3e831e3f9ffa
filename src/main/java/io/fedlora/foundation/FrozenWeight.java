package io.fedlora.foundation;

import java.util.List;

/** The arrays of a BERT-like encoder: those below all layers, then those of a layer. */
public enum FrozenWeight {
  WORDS("words", Place.EMBEDDINGS, Kind.TABLE),
  POSITIONS("positions", Place.EMBEDDINGS, Kind.TABLE),
  SEGMENTS("segments", Place.EMBEDDINGS, Kind.TABLE),
  EMBEDDING_NORM_WEIGHT("embedding-norm.weight", Place.EMBEDDINGS, Kind.NORM),
  EMBEDDING_NORM_BIAS("embedding-norm.bias", Place.EMBEDDINGS, Kind.BIAS),
  QUERY_WEIGHT("query.weight", Place.QUERY, Kind.MATRIX),
  QUERY_BIAS("query.bias", Place.QUERY, Kind.BIAS),
  KEY_WEIGHT("key.weight", Place.KEY, Kind.MATRIX),
  KEY_BIAS("key.bias", Place.KEY, Kind.BIAS),
  VALUE_WEIGHT("value.weight", Place.VALUE, Kind.MATRIX),
  VALUE_BIAS("value.bias", Place.VALUE, Kind.BIAS),
  ATTENTION_OUTPUT_WEIGHT("attention-output.weight", Place.ATTENTION_OUTPUT, Kind.MATRIX),
  ATTENTION_OUTPUT_BIAS("attention-output.bias", Place.ATTENTION_OUTPUT, Kind.BIAS),
  ATTENTION_NORM_WEIGHT("attention-norm.weight", Place.ATTENTION_NORM, Kind.NORM),
  ATTENTION_NORM_BIAS("attention-norm.bias", Place.ATTENTION_NORM, Kind.BIAS),
  INTERMEDIATE_WEIGHT("intermediate.weight", Place.INTERMEDIATE, Kind.MATRIX),
  INTERMEDIATE_BIAS("intermediate.bias", Place.INTERMEDIATE, Kind.BIAS),
  OUTPUT_WEIGHT("output.weight", Place.OUTPUT, Kind.MATRIX),
  OUTPUT_BIAS("output.bias", Place.OUTPUT, Kind.BIAS),
  OUTPUT_NORM_WEIGHT("output-norm.weight", Place.OUTPUT_NORM, Kind.NORM),
  OUTPUT_NORM_BIAS("output-norm.bias", Place.OUTPUT_NORM, Kind.BIAS);

  /** What an array is to the encoder. */
  public enum Kind {
    /** The rows of an embedding. */
    TABLE,
    /** The weights of a linear. */
    MATRIX,
    /** The bias of a linear or a layer norm. */
    BIAS,
    /** The factors of a layer norm. */
    NORM
  }

  private final String key;
  private final Place place;
  private final Kind kind;

  FrozenWeight(String key, Place place, Kind kind) {
    this.key = key;
    this.place = place;
    this.kind = kind;
  }

  /** The weights of a linear. */
  public static FrozenWeight matrix(Linear linear) {
    return valueOf(linear.name() + "_WEIGHT");
  }

  /** Its name, as {@code query.weight}. */
  public String key() {
    return key;
  }

  /** Where it is used. */
  public Place place() {
    return place;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Its extents, row-major. */
  public List<Integer> shape(Architecture of) {
    int inner = this == INTERMEDIATE_BIAS ? of.feedForward() : of.width();
    return switch (this) {
      case WORDS -> List.of(of.vocabulary(), of.width());
      case POSITIONS -> List.of(of.positions(), of.width());
      case SEGMENTS -> List.of(of.segments(), of.width());
      case INTERMEDIATE_WEIGHT -> List.of(of.feedForward(), of.width());
      case OUTPUT_WEIGHT -> List.of(of.width(), of.feedForward());
      default -> kind == Kind.MATRIX ? List.of(of.width(), of.width()) : List.of(inner);
    };
  }
}
