package io.fedlora.corpus;

/** What a text serves for. */
public enum Section {
  TRAIN,
  VALIDATION,
  TEST;

  /** As keys and messages say it: {@code train}, {@code validation}, {@code test}. */
  public String word() {
    return switch (this) {
      case TRAIN -> "train";
      case VALIDATION -> "validation";
      case TEST -> "test";
    };
  }
}
