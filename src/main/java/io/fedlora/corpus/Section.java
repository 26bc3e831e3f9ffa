package io.fedlora.corpus;

/** What a text serves for. */
public enum Section {
  TRAIN,
  VALIDATION,
  TEST;

  /** 0, 1, 2 in the order above: the key of random streams, so it must never change. */
  public int index() {
    return switch (this) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  /** As keys and messages say it: {@code train}, {@code validation}, {@code test}. */
  public String word() {
    return switch (this) {
      case TRAIN -> "train";
      case VALIDATION -> "validation";
      case TEST -> "test";
    };
  }
}
