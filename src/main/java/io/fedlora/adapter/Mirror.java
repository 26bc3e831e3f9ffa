package io.fedlora.adapter;

/**
 * The opposite of what was learnt, which an attacker may send: {@code received − s (trained −
 * received)}. Where nothing was received to compare with, as a part that is begun anew or was
 * pruned, it is {@code −s} times the part; of a low-rank adapter then {@code −s BA}, for which only
 * one of its two factors changes sign.
 */
public final class Mirror {
  private static final String UP = ".Bt";
  private static final String DOWN = ".A";

  private Mirror() {}

  /**
   * The opposite of an update.
   *
   * @param received before the work
   * @param trained what the work made of it
   * @param strength s, above 0; 1 for the mirror image
   */
  public static State of(State received, State trained, double strength) {
    State opposite = trained;
    for (Part part : trained.parts()) {
      boolean comparable =
          received.has(part.name()) && received.part(part.name()).layout().equals(part.layout());
      opposite =
          opposite.with(
              comparable
                  ? around(received.part(part.name()), part, strength)
                  : turned(part, strength));
    }
    return opposite;
  }

  private static Part around(Part received, Part trained, double strength) {
    float[] values = trained.values().clone();
    for (int i = 0; i < values.length; i++) {
      double from = received.values()[i];
      values[i] = (float) (from - strength * (values[i] - from));
    }
    return trained.with(values);
  }

  private static Part turned(Part trained, double strength) {
    float[] values = trained.values().clone();
    for (Entry entry : trained.layout().entries()) {
      if (isDownOfPair(trained.layout(), entry)) {
        continue;
      }
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        values[i] = (float) (-strength * values[i]);
      }
    }
    return trained.with(values);
  }

  private static boolean isDownOfPair(Layout layout, Entry entry) {
    String name = entry.name();
    return name.endsWith(DOWN)
        && layout.entries().stream()
            .anyMatch(
                other ->
                    other.name().equals(name.substring(0, name.length() - DOWN.length()) + UP));
  }
}
