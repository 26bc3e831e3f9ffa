package io.fedlora.method;

/**
 * The rank of an annealed adapter by round ({@code docs/methods.md#sa-fedlora}): high until heating
 * ends, low once cooling has ended, and between the two {@code low + (high − low) (1 − (t − t_h) /
 * (t_c − t_h))³}, rounded to the nearest whole number.
 *
 * @param high rank in the beginning
 * @param low rank in the end, at most the high one
 * @param heatingEnd t_h, the last round of the high rank
 * @param coolingEnd t_c, from which on the rank is low
 */
record RankSchedule(int high, int low, int heatingEnd, int coolingEnd) {
  /** The rank in a round. */
  int rank(int round) {
    if (round <= heatingEnd) {
      return high;
    }
    if (round >= coolingEnd) {
      return low;
    }
    double left = 1 - (double) (round - heatingEnd) / (coolingEnd - heatingEnd);
    return (int) Math.round(low + (high - low) * left * left * left);
  }
}
