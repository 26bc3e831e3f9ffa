package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.scenario.Block;
import io.fedlora.scenario.Group;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds what each client does: its group's behaviour, or the scenario's. */
final class Behaviours {
  private static final String SCENARIO_KEY = "behaviour.name";

  private Behaviours() {}

  /**
   * The behaviours by client. One block serves all of them, so each may have keys there that the
   * others do not know.
   *
   * @throws io.fedlora.scenario.ScenarioException if one is unknown, or an option will not do
   */
  static List<ClientBehaviour> of(Scenario scenario, int clients) {
    Map<String, String> keys = new TreeMap<>();
    keys.put(scenario.behaviour().name(), SCENARIO_KEY);
    List<Group> groups = scenario.fleet().groups();
    for (int g = 0; g < groups.size(); g++) {
      String key = "fleet.groups[" + g + "].behaviour";
      groups.get(g).behaviour().ifPresent(name -> keys.putIfAbsent(name, key));
    }
    Block own = scenario.behaviour().options();
    List<Class<? extends Record>> options = new ArrayList<>();
    keys.forEach((name, key) -> options.add(Registries.BEHAVIOURS.options(name, key, own)));
    Block shared = own.sharedWith(options);
    List<ClientBehaviour> behaviours = new ArrayList<>();
    int[] sizes = scenario.fleet().sizes(clients);
    for (int g = 0; g < sizes.length; g++) {
      String name = groups.get(g).behaviour().orElse(scenario.behaviour().name());
      String key = keys.getOrDefault(name, SCENARIO_KEY);
      for (int i = 0; i < sizes[g]; i++) {
        behaviours.add(Registries.BEHAVIOURS.create(name, key, shared));
      }
    }
    return behaviours;
  }
}
