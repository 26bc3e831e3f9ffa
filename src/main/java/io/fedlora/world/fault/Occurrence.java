package io.fedlora.world.fault;

import io.fedlora.scenario.Default;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Require;
import java.time.Duration;
import java.util.List;

/**
 * When a fault happens, and to whom: what the options of all faults have in common.
 *
 * @param probability at each occasion
 * @param schedule stretches of time with probabilities of their own
 * @param groups of the fleet that it befalls; none for all
 * @param clients that it befalls; none for all
 */
public record Occurrence(
    @Default("0") double probability,
    @Default("[]") List<Stretch> schedule,
    @Default("[]") List<String> groups,
    @Default("[]") List<Integer> clients) {
  /**
   * A stretch of time.
   *
   * @param from its beginning, since the start of the run
   * @param to its end
   * @param probability in place of the fault's; where stretches overlap, the first counts
   */
  public record Stretch(Duration from, Duration to, @Default("1") double probability) {
    public Stretch {
      Require.share("probability", probability);
      if (to.compareTo(from) <= 0) {
        throw new InvalidValue("to", "does not lie after from", "write the later time as to");
      }
    }

    private boolean holds(long time) {
      return from.toNanos() <= time && time < to.toNanos();
    }
  }

  public Occurrence {
    Require.share("probability", probability);
    schedule = List.copyOf(schedule);
    groups = List.copyOf(groups);
    clients = List.copyOf(clients);
  }

  /** Whether it cannot happen at all. */
  boolean isNever() {
    return probability == 0 && schedule.stream().allMatch(one -> one.probability() == 0);
  }

  double probability(long time) {
    for (Stretch stretch : schedule) {
      if (stretch.holds(time)) {
        return stretch.probability();
      }
    }
    return probability;
  }

  boolean concerns(int client, String group) {
    return (groups.isEmpty() || groups.contains(group))
        && (clients.isEmpty() || clients.contains(client));
  }
}
