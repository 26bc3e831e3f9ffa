package io.fedlora.corpus;

/** In which proportions of labels the texts of a run are drawn from their corpus. */
public enum Draw {
  /** Equally many of each label; what cannot be shared out goes to the first labels. */
  BALANCED,
  /** As the corpus has them, to the nearest text. */
  NATURAL;

  /**
   * How many texts of each label.
   *
   * @param total how many texts in all
   * @param available how many there are of each label
   */
  int[] quotas(int total, int[] available) {
    double[] weights = new double[available.length];
    for (int label = 0; label < weights.length; label++) {
      weights[label] = this == BALANCED ? 1 : available[label];
    }
    return Apportionment.of(total, weights);
  }
}
