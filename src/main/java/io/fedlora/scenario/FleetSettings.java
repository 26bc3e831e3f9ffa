package io.fedlora.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code fleet} block: how fast and how reliable the clients are. Client numbers are given to
 * the groups in order: the first group has the lowest.
 *
 * @param profile name of the ready-made fleet that this one began from
 * @param regions how many regions the clients are spread over, at least 1
 * @param outages when all clients of a region are away at once
 * @param storms when the links of all clients of a region are clogged
 * @param dropout probability in [0, 1] that a client asked is lost in that round
 * @param dropoutPhases when it is lost
 * @param downtime how long a lost client is away, in seconds
 * @param groups at least one; they share out all clients, by share or by count
 */
public record FleetSettings(
    String profile,
    int regions,
    Disturbance outages,
    StormSettings storms,
    double dropout,
    DropoutPhases dropoutPhases,
    @Measured(Measured.Unit.SECONDS) Distribution downtime,
    List<Group> groups) {
  private static final double SHARE_TOLERANCE = 1e-9;

  public FleetSettings {
    Require.atLeast("regions", regions, 1);
    outages.requireFits("outages", regions);
    storms.when().requireFits("storms", regions);
    Require.share("dropout", dropout);
    downtime.requireNotNegative("downtime");
    groups = named(groups);
    if (groups.isEmpty()) {
      throw new InvalidValue("groups", "must not be empty", "leave it out for one uniform group");
    }
    requireOneMeasure(groups);
  }

  /** A fleet of one region, without outages and storms. */
  public FleetSettings(
      double dropout, DropoutPhases dropoutPhases, Distribution downtime, List<Group> groups) {
    this(
        "uniform",
        1,
        Disturbance.NONE,
        StormSettings.NONE,
        dropout,
        dropoutPhases,
        downtime,
        groups);
  }

  /** How many of the clients each group has: its count, or its share by largest remainder. */
  public int[] sizes(int clients) {
    int[] sizes = new int[groups.size()];
    double[] remainders = new double[groups.size()];
    int left = clients;
    for (int i = 0; i < sizes.length; i++) {
      Group group = groups.get(i);
      double exact =
          group.count().isPresent() ? group.count().get() : group.share().orElse(1.0) * clients;
      sizes[i] = (int) Math.floor(exact + SHARE_TOLERANCE);
      remainders[i] = exact - sizes[i];
      left -= sizes[i];
    }
    for (; left > 0; left--) {
      int next = 0;
      for (int i = 1; i < sizes.length; i++) {
        if (remainders[i] > remainders[next] + SHARE_TOLERANCE) {
          next = i;
        }
      }
      sizes[next]++;
      remainders[next] = -1;
    }
    return sizes;
  }

  void requireFits(int clients) {
    if (groups.get(0).count().isEmpty()) {
      return;
    }
    int sum = groups.stream().mapToInt(group -> group.count().orElse(0)).sum();
    if (sum != clients) {
      throw new InvalidValue(
          "fleet.groups",
          "the counts of the groups sum to " + sum + ", but clients = " + clients,
          "make them sum to " + clients + ", or give shares");
    }
  }

  private static List<Group> named(List<Group> groups) {
    List<Group> named = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Group group : groups) {
      Group next = group.name().isEmpty() ? group.named("group-" + (named.size() + 1)) : group;
      if (!names.add(next.name())) {
        throw new InvalidValue(
            "groups[" + named.size() + "].name",
            "the name " + next.name() + " is taken",
            "give every group a name of its own");
      }
      named.add(next);
    }
    return List.copyOf(named);
  }

  private static void requireOneMeasure(List<Group> groups) {
    double sum = 0;
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      boolean alone = groups.size() == 1;
      boolean mixed = group.count().isPresent() != groups.get(0).count().isPresent();
      if (mixed || (!alone && group.count().isEmpty() && group.share().isEmpty())) {
        throw new InvalidValue(
            "groups[" + i + "]",
            "every group takes a share, or every group a count",
            "write for example share = 0.5");
      }
      sum += group.share().orElse(alone ? 1.0 : 0.0);
    }
    if (groups.get(0).count().isEmpty() && !(Math.abs(sum - 1) <= SHARE_TOLERANCE)) {
      throw new InvalidValue(
          "groups", "the shares of the groups do not sum to 1", "make them sum to 1");
    }
  }
}
