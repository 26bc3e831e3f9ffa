package io.fedlora.world;

/**
 * When a client's links are clogged, and by how much.
 *
 * @param calm closed while they are
 * @param slowDown by how many times bytes take longer then
 */
public record Storm(Availability calm, double slowDown) {
  /** Never. */
  public static final Storm NONE = new Storm(Availability.ALWAYS, 1);

  /**
   * How long a transfer takes that begins now and would take so many seconds on a calm link. What
   * is left of it when a storm begins or ends goes on at the other pace.
   */
  double seconds(long now, double calmSeconds) {
    if (calm == Availability.ALWAYS) {
      return calmSeconds;
    }
    double left = calmSeconds;
    double passed = 0;
    long at = now;
    while (true) {
      double factor = calm.isOpen(at) ? 1 : slowDown;
      long change = calm.nextChange(at);
      double until = (change - at) / 1e9;
      if (change == Long.MAX_VALUE || left * factor <= until) {
        return passed + left * factor;
      }
      left -= until / factor;
      passed += until;
      at = change;
    }
  }
}
