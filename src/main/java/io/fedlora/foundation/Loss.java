package io.fedlora.foundation;

/**
 * What a gradient is taken of: {@code taskWeight · task + divergenceWeight · τ² · KL(softmax(t/τ) ‖
 * softmax(z/τ))} with the class scores z and a teacher's t, both terms a mean over the rows (the
 * divergence as in {@code docs/methods.md#feddat}).
 *
 * @param task the loss against the labels
 * @param taskWeight its weight
 * @param divergenceWeight the weight of the divergence; 0 for a loss without a teacher
 * @param temperature τ
 */
public record Loss(Task task, double taskWeight, double divergenceWeight, double temperature) {
  /** Cross-entropy alone. */
  public static final Loss CROSS_ENTROPY = new Loss(Task.CROSS_ENTROPY, 1, 0, 1);

  /** The loss against the labels. */
  public enum Task {
    /** Cross-entropy of the softmax. */
    CROSS_ENTROPY("cross-entropy"),
    /** The sum over the classes of the binary cross-entropy of each one's sigmoid. */
    BINARY("binary");

    private final String key;

    Task(String key) {
      this.key = key;
    }

    /** Its name in scenarios. */
    public String key() {
      return key;
    }
  }

  /** Whether a step must bring a teacher's scores. */
  public boolean needsTeacher() {
    return divergenceWeight != 0;
  }
}
