package io.fedlora.world.presence;

import io.fedlora.world.Availability;
import io.fedlora.world.Windows.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Stretches of time that do not repeat, in which it is open, or closed in all else.
 *
 * @param stretches ascending and apart from each other
 * @param openInside whether it is open in them, or outside
 * @param reason what closed times are called in the journal
 */
public record Stretches(List<Window> stretches, boolean openInside, String reason)
    implements Availability {
  public Stretches {
    stretches = joined(stretches);
  }

  /** In order, and those that touch or overlap made into one. */
  static List<Window> joined(List<Window> windows) {
    List<Window> sorted = new ArrayList<>(windows);
    sorted.sort(Comparator.comparingLong(Window::from).thenComparingLong(Window::to));
    List<Window> joined = new ArrayList<>();
    for (Window window : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && window.from() <= joined.get(last).to()) {
        Window before = joined.get(last);
        joined.set(last, new Window(before.from(), Math.max(before.to(), window.to())));
      } else {
        joined.add(window);
      }
    }
    return List.copyOf(joined);
  }

  @Override
  public boolean isOpen(long time) {
    int next = firstEndingAfter(time);
    boolean inside = next < stretches.size() && stretches.get(next).from() <= time;
    return inside == openInside;
  }

  @Override
  public long nextChange(long time) {
    int next = firstEndingAfter(time);
    if (next == stretches.size()) {
      return Long.MAX_VALUE;
    }
    Window window = stretches.get(next);
    return window.from() > time ? window.from() : window.to();
  }

  @Override
  public String reason(long time) {
    return reason;
  }

  private int firstEndingAfter(long time) {
    int low = 0;
    int high = stretches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stretches.get(middle).to() > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
