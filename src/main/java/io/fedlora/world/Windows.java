package io.fedlora.world;

import java.util.List;

/**
 * Windows within a period that repeats for ever.
 *
 * @param period nanoseconds
 * @param windows in order, without overlap, inside the period
 * @param reason of absences between them
 */
public record Windows(long period, List<Window> windows, String reason) implements Availability {
  /** From an instant of the period until, but not at, another. */
  public record Window(long from, long to) {
    public Window {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("a window from " + from + " to " + to);
      }
    }
  }

  /** Windows that are called that. */
  public Windows(long period, List<Window> windows) {
    this(period, windows, "window");
  }

  public Windows {
    windows = List.copyOf(windows);
    long end = 0;
    for (Window window : windows) {
      if (window.from() < end || window.to() > period) {
        throw new IllegalArgumentException(window + " does not fit into " + period);
      }
      end = window.to();
    }
  }

  @Override
  public boolean isOpen(long time) {
    long at = Math.floorMod(time, period);
    return windows.stream().anyMatch(window -> window.from() <= at && at < window.to());
  }

  @Override
  public String reason(long time) {
    return reason;
  }

  @Override
  public long nextChange(long time) {
    boolean open = isOpen(time);
    long begin = time - Math.floorMod(time, period);
    for (int cycle = 0; cycle < 2; cycle++, begin += period) {
      for (Window window : windows) {
        for (long edge : new long[] {begin + window.from(), begin + window.to()}) {
          if (edge > time && isOpen(edge) != open) {
            return edge;
          }
        }
      }
    }
    return Long.MAX_VALUE;
  }
}
