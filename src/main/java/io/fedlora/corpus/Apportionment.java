package io.fedlora.corpus;

import java.util.Arrays;

/** Shares a whole number out in given proportions, by largest remainder. */
public final class Apportionment {
  private Apportionment() {}

  /**
   * Whole shares that add up to the total; of equal remainders the lower index is served first.
   *
   * @param total at least 0
   * @param weights proportions, at least 0, not all 0 unless the total is 0; where a weight is 0
   *     the share is 0
   */
  public static int[] of(int total, double[] weights) {
    int[] shares = new int[weights.length];
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    if (total == 0) {
      return shares;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("no weight to share " + total + " out by");
    }
    double[] remainders = new double[weights.length];
    int left = total;
    for (int i = 0; i < weights.length; i++) {
      double exact = total * weights[i] / sum;
      shares[i] = (int) exact;
      remainders[i] = exact - shares[i];
      left -= shares[i];
    }
    Integer[] order = new Integer[weights.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(remainders[b], remainders[a]));
    for (int i = 0; left > 0; i = (i + 1) % order.length) {
      if (weights[order[i]] > 0) {
        shares[order[i]]++;
        left--;
      }
    }
    return shares;
  }
}
