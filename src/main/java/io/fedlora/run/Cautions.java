package io.fedlora.run;

import io.fedlora.scenario.MergeSettings;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import io.fedlora.scenario.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a scenario asks for without effect, although each of its keys is read. */
public final class Cautions {
  private Cautions() {}

  /** A sentence for each. */
  public static List<String> of(Scenario scenario) {
    List<String> cautions = new ArrayList<>();
    ofProfile(scenario, cautions);
    ofShares(scenario, cautions);
    ofTrim(scenario, cautions);
    return cautions;
  }

  private static void ofProfile(Scenario scenario, List<String> cautions) {
    String profile = scenario.fleet().profile();
    if (profile.equals("uniform")) {
      return;
    }
    Scenario alone = ScenarioFile.parse("profile.conf", "fleet.profile = " + profile, List.of());
    if (!scenario.fleet().groups().equals(alone.fleet().groups())) {
      cautions.add(
          "the scenario's own fleet.groups stand in place of those of fleet.profile = " + profile);
    }
  }

  private static void ofShares(Scenario scenario, List<String> cautions) {
    Set<String> present = new TreeSet<>(Behaviours.names(scenario));
    ofShares("behaviour.shares.", scenario.behaviour().shares(), present, cautions);
    for (int g = 0; g < scenario.fleet().groups().size(); g++) {
      ofShares(
          "fleet.groups[" + g + "].behaviours.",
          scenario.fleet().groups().get(g).behaviours(),
          present,
          cautions);
    }
  }

  private static void ofShares(
      String key, Map<String, Double> shares, Set<String> present, List<String> cautions) {
    shares.forEach(
        (name, share) -> {
          if (share > 0 && !present.contains(name)) {
            cautions.add(
                key + name + " = " + share + " is less than half a client: nobody does so");
          }
        });
  }

  private static void ofTrim(Scenario scenario, List<String> cautions) {
    ServerSettings server = scenario.server();
    MergeSettings merge = server.merge();
    int merged = most(scenario);
    if (merge.centre() == MergeSettings.Centre.TRIMMED_MEAN
        && Math.floor(merge.trim() * merged) < 1) {
      cautions.add(
          "server.merge.trim = "
              + merge.trim()
              + " leaves nobody out of a merge of "
              + merged
              + ": it is a plain mean");
    }
  }

  /** The most updates that a merge is made of, late ones aside. */
  private static int most(Scenario scenario) {
    ServerSettings server = scenario.server();
    int clients = scenario.clients();
    return switch (server.collection()) {
      case SYNCHRONOUS -> server.closesAfter(clients, server.asked(clients));
      case BUFFERED -> server.continuous().bufferSize(clients);
      case ASYNCHRONOUS -> 1;
      case SEMI_SYNCHRONOUS -> clients;
    };
  }
}
