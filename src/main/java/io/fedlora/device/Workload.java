package io.fedlora.device;

/**
 * What local work amounts to, counted from shapes before it begins.
 *
 * @param steps local steps
 * @param tokens tokens in all batches, padding included
 * @param flops multiplications and additions of matrix products
 */
public record Workload(int steps, long tokens, long flops) {
  /** The part of it that is done after a share of its time, whole steps only. */
  public Workload after(double share) {
    int done = (int) Math.floor(steps * Math.max(0, Math.min(1, share)));
    if (steps == 0) {
      return new Workload(0, 0, 0);
    }
    return new Workload(
        done, tokens * done / steps, flops / steps * done + flops % steps * done / steps);
  }
}
