package io.fedlora.scenario;

import java.util.List;
import java.util.Map;

/**
 * How the clients' ranks differ, the block {@code ranks} of a method that lets them; a bare list
 * there is the same as {@code kind = list} with it. Values that the kind does not read are not
 * checked.
 *
 * @param kind how a client comes to its rank
 * @param list a rank for each client in order
 * @param min least rank of {@code even}, {@code uniform} and {@code normal}, at least 1
 * @param max greatest rank of these, at least {@code min}
 * @param levels ranks of {@code heavy-tailed}, each at least 1
 * @param shares probability of each level, not negative; they sum to 1
 * @param mean of {@code normal} before it is rounded and cut to its bounds
 * @param sigma standard deviation of {@code normal}, not negative
 * @param groups rank of each group of the fleet, by the group's name
 */
public record RankOptions(
    Kind kind,
    List<Integer> list,
    int min,
    int max,
    List<Integer> levels,
    List<Double> shares,
    double mean,
    double sigma,
    Map<String, Integer> groups) {
  private static final double SHARE_TOLERANCE = 1e-9;

  /** How a client comes to its rank. */
  public enum Kind {
    /** All have the method's {@code rank}. */
    SAME,
    /** Client k has the k-th of {@code list}. */
    LIST,
    /** Evenly spaced from {@code min} for the first client to {@code max} for the last, floored. */
    EVEN,
    /** Drawn from {@code min} to {@code max}, all equally likely. */
    UNIFORM,
    /** Drawn from {@code levels} with the probabilities {@code shares}. */
    HEAVY_TAILED,
    /** Drawn from a normal distribution, rounded, cut to {@code min} and {@code max}. */
    NORMAL,
    /** What {@code groups} says of the client's group in the fleet. */
    BY_GROUP
  }

  public RankOptions {
    switch (kind) {
      case SAME -> {}
      case LIST -> requireRanks("list", list);
      case EVEN, UNIFORM -> requireBounds(min, max);
      case NORMAL -> {
        requireBounds(min, max);
        Require.notNegative("sigma", sigma);
      }
      case HEAVY_TAILED -> requireShares(levels, shares);
      case BY_GROUP -> requireGroups(groups);
    }
  }

  /** A bare list. */
  static RankOptions listed(List<Integer> list) {
    return new RankOptions(Kind.LIST, list, 1, 1, List.of(), List.of(), 1, 0, Map.of());
  }

  private static void requireBounds(int min, int max) {
    Require.atLeast("min", min, 1);
    if (max < min) {
      throw new InvalidValue(
          "max", "must be at least min = " + min + ", found " + max, "raise max, or lower min");
    }
  }

  private static void requireRanks(String key, List<Integer> ranks) {
    if (ranks.isEmpty()) {
      throw new InvalidValue(key, "must not be empty", "write for example " + key + " = [4, 8]");
    }
    for (int i = 0; i < ranks.size(); i++) {
      Require.atLeast(Keys.element(key, i), ranks.get(i), 1);
    }
  }

  private static void requireShares(List<Integer> levels, List<Double> shares) {
    requireRanks("levels", levels);
    if (shares.size() != levels.size()) {
      throw new InvalidValue(
          "shares",
          "has " + shares.size() + " values for " + levels.size() + " levels",
          "give each level its share");
    }
    double sum = 0;
    for (int i = 0; i < shares.size(); i++) {
      Require.notNegative(Keys.element("shares", i), shares.get(i));
      sum += shares.get(i);
    }
    if (!(Math.abs(sum - 1) <= SHARE_TOLERANCE)) {
      throw new InvalidValue("shares", "do not sum to 1", "make them sum to 1");
    }
  }

  private static void requireGroups(Map<String, Integer> groups) {
    if (groups.isEmpty()) {
      throw new InvalidValue(
          "groups",
          "must name each group of the fleet",
          "write for example groups { phones = 4, laptops = 12 }");
    }
    groups.forEach((name, rank) -> Require.atLeast(Keys.child("groups", name), rank, 1));
  }
}
