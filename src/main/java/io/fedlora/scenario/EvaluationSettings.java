package io.fedlora.scenario;

/**
 * The {@code evaluation} block: when and on what the clients are scored.
 *
 * @param every rounds between two evaluations, at least 1; the last round is always scored
 * @param split the texts that are scored
 */
public record EvaluationSettings(int every, Split split) {
  public EvaluationSettings {
    Require.atLeast("every", every, 1);
  }

  /** One of a client's sets of texts. */
  public enum Split {
    /** What nothing was chosen on. */
    TEST,
    /** What hyperparameters may be chosen on. */
    VALIDATION
  }
}
