package io.fedlora.world.presence;

import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import io.fedlora.world.Availability;
import io.fedlora.world.Windows;
import java.time.Duration;
import java.util.List;

/** The same windows for all, in a period that repeats from the start of the run. */
@Named(value = "windows", summary = "in windows of a period that repeats; without any, always")
public final class InWindows implements AvailabilityModel {
  private final Availability availability;

  /**
   * @param period after which the windows repeat, above 0
   * @param windows ascending, apart from each other, within the period; none for always
   */
  public record Options(Duration period, List<Window> windows) {
    public Options {
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

  public InWindows(Options options) {
    this.availability =
        options.windows().isEmpty()
            ? Availability.ALWAYS
            : new Windows(
                options.period().toNanos(),
                options.windows().stream()
                    .map(
                        window ->
                            new Windows.Window(window.from().toNanos(), window.to().toNanos()))
                    .toList());
  }

  @Override
  public Availability of(long seed, int client) {
    return availability;
  }
}
