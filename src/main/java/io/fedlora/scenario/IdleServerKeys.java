package io.fedlora.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Which keys of the {@code server} block a way of collecting leaves alone. */
public final class IdleServerKeys {
  private static final List<Reading> READINGS =
      List.of(
          new Reading("cohort", ServerSettings::inRounds),
          new Reading("over-selection", ServerSettings::inRounds),
          new Reading("close-after", ServerSettings::inRounds),
          new Reading("late-updates", ServerSettings::inRounds),
          new Reading("concurrency", server -> !server.inRounds()),
          new Reading("buffer", is(CollectionMode.BUFFERED)),
          new Reading("mixing", is(CollectionMode.ASYNCHRONOUS)),
          new Reading(
              "period", server -> is(server, CollectionMode.SEMI_SYNCHRONOUS) && !server.inTiers()),
          new Reading("tiers", is(CollectionMode.SEMI_SYNCHRONOUS)),
          new Reading("tier-weights", ServerSettings::inTiers),
          new Reading(
              "quorum",
              server ->
                  server.inRounds() || server.inTiers() || is(server, CollectionMode.BUFFERED)),
          new Reading("staleness", IdleServerKeys::hasAge),
          new Reading("staleness-bound", IdleServerKeys::hasAge),
          new Reading("staleness-exponent", IdleServerKeys::hasAge),
          new Reading("hinge-delay", IdleServerKeys::hasAge),
          new Reading("hinge-slope", IdleServerKeys::hasAge));

  private record Reading(String key, Predicate<ServerSettings> read) {}

  private IdleServerKeys() {}

  /**
   * The full keys that the scenario sets, to another value than the default, and its way of
   * collecting does not read.
   */
  public static List<String> of(Scenario scenario) {
    List<String> idle = new ArrayList<>();
    for (Reading reading : READINGS) {
      String key = "server." + reading.key();
      if (!reading.read().test(scenario.server()) && scenario.source().changes(key)) {
        idle.add(key);
      }
    }
    return idle;
  }

  /** What it is that does not read them, in words. */
  public static String reader(ServerSettings server) {
    String mode = server.collection().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "collection "
        + mode
        + (server.inTiers() ? " in tiers" : "")
        + (hasAge(server) ? "" : " with late-updates = discard");
  }

  /** In rounds only what comes late has missed merges. */
  private static boolean hasAge(ServerSettings server) {
    return !server.inRounds() || server.lateUpdates() == LateUpdates.ACCEPT;
  }

  private static Predicate<ServerSettings> is(CollectionMode mode) {
    return server -> is(server, mode);
  }

  private static boolean is(ServerSettings server, CollectionMode mode) {
    return server.collection() == mode;
  }
}
