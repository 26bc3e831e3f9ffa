package io.fedlora.scenario;

/**
 * The {@code fleet.storms} block: when the links of a region are clogged.
 *
 * @param when they are
 * @param slowDown by how many times bytes take longer then, at least 1
 */
public record StormSettings(@Flat Disturbance when, double slowDown) {
  /** Never. */
  public static final StormSettings NONE = new StormSettings(Disturbance.NONE, 1);

  public StormSettings {
    if (!(slowDown >= 1 && slowDown < Double.POSITIVE_INFINITY)) {
      throw new InvalidValue("slow-down", "must be at least 1", "write for example slow-down = 20");
    }
  }
}
