package io.fedlora.client;

/**
 * How long a client may still compute today. Days are counted from the start of the run; work over
 * midnight counts on either day.
 */
final class Battery {
  private static final long DAY = 86_400_000_000_000L;

  private final long perDay;
  private long day;
  private long spent;

  /**
   * @param perDay nanoseconds of computing a day; −1 for no limit
   */
  Battery(long perDay) {
    this.perDay = perDay;
  }

  /** Whether there is something left now. */
  boolean lasts(long now) {
    turnTo(now / DAY);
    return perDay < 0 || spent < perDay;
  }

  /** The client has computed from one instant to another. */
  void drain(long from, long to) {
    turnTo(to / DAY);
    spent += to - Math.max(from, day * DAY);
  }

  private void turnTo(long today) {
    if (today != day) {
      day = today;
      spent = 0;
    }
  }
}
