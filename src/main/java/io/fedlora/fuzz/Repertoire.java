package io.fedlora.fuzz;

import io.fedlora.run.Registries;
import io.fedlora.run.StubbedRun;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.util.List;

/**
 * The methods there are, by what the server may do with their updates.
 *
 * @param all of them
 * @param unbound those whose updates can be collected otherwise than in rounds
 * @param guarded those whose merge can be guarded against wrong updates
 */
record Repertoire(List<String> all, List<String> unbound, List<String> guarded) {
  /** Asks every method that has a name. */
  static Repertoire ofRegistry() {
    return new Repertoire(
        allowing(""),
        allowing("server.collection = buffered"),
        allowing("server.merge.centre = median"));
  }

  private static List<String> allowing(String wish) {
    return Registries.METHODS.listings().stream()
        .map(Listing::name)
        .filter(name -> allows(name, wish))
        .toList();
  }

  private static boolean allows(String method, String wish) {
    try {
      new StubbedRun(
          ScenarioFile.parse(
              "fuzz.conf",
              "clients = 2\nmethod { name = " + method + ", rank = 3 }\n" + wish,
              List.of()),
          0);
      return true;
    } catch (ScenarioException e) {
      return false;
    }
  }

  /** Those that fit how updates are collected and merged. */
  List<String> fit(boolean inRounds, boolean isGuarded) {
    return (inRounds ? all : unbound)
        .stream().filter(name -> !isGuarded || guarded.contains(name)).toList();
  }
}
