package io.fedlora.method;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.RankOptions;
import io.fedlora.scenario.RankOptions.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The rank that each client begins with. A rank depends on seed, client, number of clients and the
 * client's group alone.
 *
 * <p>{@code even} is the spacing whose mean PF2LoRA's authors report for HETLoRA (arXiv
 * 2503.03920); {@code uniform}, {@code heavy-tailed} and {@code normal} are the mixes of FlexLoRA
 * (arXiv 2402.11505), drawn for every client apart.
 *
 * @param ranks by client
 */
public record ClientRanks(List<Integer> ranks) {
  private static final String PURPOSE = "client-rank";
  private static final String KEY = "ranks.";

  public ClientRanks {
    ranks = List.copyOf(ranks);
  }

  /**
   * Gives every client its rank.
   *
   * @param same the rank of all where they do not differ
   * @throws InvalidValue if the options do not fit the clients or the fleet
   */
  public static ClientRanks of(RankOptions options, int same, Setting setting) {
    requireFits(options, setting);
    List<Integer> ranks = new ArrayList<>();
    for (int client = 0; client < setting.clients(); client++) {
      ranks.add(rank(options, same, setting, client));
    }
    return new ClientRanks(ranks);
  }

  private static int rank(RankOptions options, int same, Setting setting, int client) {
    int range = options.max() - options.min();
    return switch (options.kind()) {
      case SAME -> same;
      case LIST -> options.list().get(client);
      case EVEN ->
          options.min() + (int) ((long) range * client / Math.max(1, setting.clients() - 1));
      case UNIFORM -> options.min() + stream(setting, client).nextInt(range + 1);
      case NORMAL -> normal(options, stream(setting, client).nextGaussian());
      case HEAVY_TAILED -> heavyTailed(options, stream(setting, client).nextDouble());
      case BY_GROUP -> ofGroup(options, setting.groups().get(client));
    };
  }

  private static RandomStream stream(Setting setting, int client) {
    return RandomStream.of(setting.seed(), PURPOSE, client);
  }

  private static int normal(RankOptions options, double gaussian) {
    double drawn = StrictMath.rint(options.mean() + options.sigma() * gaussian);
    return (int) Math.max(options.min(), Math.min(options.max(), drawn));
  }

  /** The level in whose stretch of [0, 1) the number lies. */
  private static int heavyTailed(RankOptions options, double number) {
    double reached = 0;
    int last = 0;
    for (int level = 0; level < options.levels().size(); level++) {
      double share = options.shares().get(level);
      reached += share;
      last = share > 0 ? level : last;
      if (number < reached) {
        return options.levels().get(level);
      }
    }
    // The shares' sum may fall short of 1 by a rounding error.
    return options.levels().get(last);
  }

  private static int ofGroup(RankOptions options, String group) {
    Integer rank = options.groups().get(group);
    if (rank == null) {
      throw new InvalidValue(
          KEY + "groups",
          "has no rank for the group " + group + " of the fleet",
          "write for example " + group + " = 8");
    }
    return rank;
  }

  private static void requireFits(RankOptions options, Setting setting) {
    int listed = options.list().size();
    if (options.kind() == Kind.LIST && listed != setting.clients()) {
      throw new InvalidValue(
          KEY + "list",
          "has " + listed + " ranks for " + setting.clients() + " clients",
          "give each client its rank, or choose another kind of ranks");
    }
    if (options.kind() != Kind.BY_GROUP) {
      return;
    }
    for (String name : options.groups().keySet()) {
      if (!setting.groups().contains(name)) {
        throw new InvalidValue(
            KEY + "groups",
            "names " + name + ", but no client is in a group of that name",
            "name the groups of fleet.groups, which has "
                + String.join(", ", setting.groups().stream().distinct().toList()));
      }
    }
  }

  /** The rank of a client. */
  public int of(int client) {
    return ranks.get(client);
  }

  /** The greatest of all. */
  public int highest() {
    return ranks.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
