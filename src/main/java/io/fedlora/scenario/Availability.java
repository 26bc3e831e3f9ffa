package io.fedlora.scenario;

import java.time.Duration;
import java.util.List;

/**
 * When the clients of a group are there: in windows of a period that repeats from the start of the
 * run.
 *
 * @param period after which the windows repeat, above 0
 * @param windows ascending, apart from each other, within the period; none for always
 */
public record Availability(Duration period, List<Window> windows) {
  public Availability {
    windows = List.copyOf(windows);
    if (period.isZero()) {
      throw new InvalidValue("period", "must be above 0", "write for example period = 24h");
    }
    Duration end = Duration.ZERO;
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      if (window.from().compareTo(end) < 0) {
        throw new InvalidValue(
            "windows[" + i + "].from",
            "begins before the window ahead of it has ended",
            "order the windows by time, without overlap");
      }
      if (window.to().compareTo(period) > 0) {
        throw new InvalidValue(
            "windows[" + i + "].to", "lies beyond the period", "end windows within the period");
      }
      end = window.to();
    }
  }

  /** Whether the clients are there at all times. */
  public boolean isAlways() {
    return windows.isEmpty();
  }

  /**
   * A stretch of the period.
   *
   * @param from its beginning, counted from the period's
   * @param to its end, above {@code from}
   */
  public record Window(Duration from, Duration to) {
    public Window {
      if (to.compareTo(from) <= 0) {
        throw new InvalidValue("to", "does not lie after from", "write the later time as to");
      }
    }
  }
}
