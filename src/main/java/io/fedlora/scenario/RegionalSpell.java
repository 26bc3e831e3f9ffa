package io.fedlora.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * A stretch of time in which something befalls a region.
 *
 * @param region its number from 0; absent for all regions
 * @param from the beginning, since the start of the run
 * @param to the end, above {@code from}
 */
public record RegionalSpell(Optional<Integer> region, Duration from, Duration to) {
  public RegionalSpell {
    if (to.compareTo(from) <= 0) {
      throw new InvalidValue("to", "does not lie after from", "write the later time as to");
    }
  }

  /** Whether it befalls that region. */
  public boolean concerns(int other) {
    return region.isEmpty() || region.get() == other;
  }
}
