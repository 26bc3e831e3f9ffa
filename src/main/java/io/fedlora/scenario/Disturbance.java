package io.fedlora.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What befalls whole regions at once: by chance, by schedule, or both.
 *
 * @param every mean time from the end of one to the beginning of the next in the same region,
 *     exponential; none for never
 * @param lasting how long one lasts, in seconds
 * @param schedule further ones at fixed times
 */
public record Disturbance(
    Optional<Duration> every,
    @Measured(Measured.Unit.SECONDS) Distribution lasting,
    List<RegionalSpell> schedule) {
  /** Nothing ever happens. */
  public static final Disturbance NONE =
      new Disturbance(Optional.empty(), new Distribution.Constant(0), List.of());

  public Disturbance {
    schedule = List.copyOf(schedule);
    lasting.requireNotNegative("lasting");
    if (every.isPresent() && every.get().isZero()) {
      throw new InvalidValue("every", "must be above 0", "write for example every = 6h, or none");
    }
  }

  void requireFits(String key, int regions) {
    for (int i = 0; i < schedule.size(); i++) {
      int region = schedule.get(i).region().orElse(0);
      if (region < 0 || region >= regions) {
        throw new InvalidValue(
            key + ".schedule[" + i + "].region",
            "is " + region + ", but fleet.regions = " + regions,
            "regions are numbered from 0; leave it out for all of them");
      }
    }
  }
}
