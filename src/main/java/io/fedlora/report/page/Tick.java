package io.fedlora.report.page;

/**
 * The unit in which a page tells instants: a power of ten of nanoseconds, small enough that no
 * chart can show the difference and large enough that the numbers are short.
 *
 * @param nanos virtual nanoseconds in one
 */
record Tick(long nanos) {
  private static final long MOST = 1_000_000;

  /** The tick for a run of that many virtual nanoseconds. */
  static Tick of(long end) {
    long nanos = 1;
    while (end / nanos > MOST) {
      nanos *= 10;
    }
    return new Tick(nanos);
  }

  /** Seconds in one. */
  double seconds() {
    return nanos / 1e9;
  }

  /** An instant in ticks; what never was, −1, stays so. */
  long at(double instant) {
    return instant < 0 ? -1 : Math.round(instant / nanos);
  }
}
