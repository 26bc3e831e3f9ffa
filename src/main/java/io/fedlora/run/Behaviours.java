package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Block;
import io.fedlora.scenario.Group;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds what each client does: its group's behaviour, or the scenario's, or one it drew. */
final class Behaviours {
  private static final String SCENARIO_KEY = "behaviour.name";
  private static final int OPEN_GROUPS = -1;

  private Behaviours() {}

  /**
   * The behaviours' names by client. Where shares of a group have other behaviours, each share is
   * rounded to whole clients, and which ones they are is drawn; so are those of the scenario, among
   * all clients of groups that say nothing of behaviours.
   */
  static List<String> names(Scenario scenario) {
    String[] names = new String[scenario.clients()];
    List<Integer> open = new ArrayList<>();
    int[] sizes = scenario.fleet().sizes(scenario.clients());
    int next = 0;
    for (int g = 0; g < sizes.length; g++) {
      Group group = scenario.fleet().groups().get(g);
      List<Integer> members = IntStream.range(next, next + sizes[g]).boxed().toList();
      next += sizes[g];
      String usual = group.behaviour().orElse(scenario.behaviour().name());
      members.forEach(client -> names[client] = usual);
      if (group.behaviour().isEmpty() && group.behaviours().isEmpty()) {
        open.addAll(members);
      } else {
        deal(group.behaviours(), members, RandomStream.of(scenario.seed(), "behaviour", g), names);
      }
    }
    RandomStream draw = RandomStream.of(scenario.seed(), "behaviour", OPEN_GROUPS);
    deal(scenario.behaviour().shares(), open, draw, names);
    return Arrays.asList(names);
  }

  private static void deal(
      Map<String, Double> shares, List<Integer> members, RandomStream draw, String[] names) {
    int[] order = members.stream().mapToInt(client -> client).toArray();
    draw.shuffle(order);
    int next = 0;
    double sum = 0;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      sum += share.getValue();
      int end = (int) Math.min(order.length, Math.floor(sum * order.length + 0.5));
      while (next < end) {
        names[order[next++]] = share.getKey();
      }
    }
  }

  /**
   * The behaviours by client. One block serves all of them, so each may have keys there that the
   * others do not know.
   *
   * @throws io.fedlora.scenario.ScenarioException if one is unknown, or an option will not do
   */
  static List<ClientBehaviour> of(Scenario scenario, int clients) {
    Map<String, String> keys = keys(scenario);
    Block own = scenario.behaviour().options();
    List<Class<? extends Record>> options = new ArrayList<>();
    keys.forEach((name, key) -> options.add(Registries.BEHAVIOURS.options(name, key, own)));
    Block shared = own.sharedWith(options);
    Map<String, ClientBehaviour> byName = new TreeMap<>();
    keys.forEach((name, key) -> byName.put(name, Registries.BEHAVIOURS.create(name, key, shared)));
    List<ClientBehaviour> behaviours = new ArrayList<>();
    for (String name : names(scenario).subList(0, clients)) {
      behaviours.add(byName.get(name));
    }
    return behaviours;
  }

  /** Where each behaviour is named. */
  private static Map<String, String> keys(Scenario scenario) {
    Map<String, String> keys = new TreeMap<>();
    keys.put(scenario.behaviour().name(), SCENARIO_KEY);
    scenario
        .behaviour()
        .shares()
        .keySet()
        .forEach(name -> keys.putIfAbsent(name, "behaviour.shares." + name));
    List<Group> groups = scenario.fleet().groups();
    for (int g = 0; g < groups.size(); g++) {
      String group = "fleet.groups[" + g + "].";
      groups.get(g).behaviour().ifPresent(name -> keys.putIfAbsent(name, group + "behaviour"));
      groups
          .get(g)
          .behaviours()
          .keySet()
          .forEach(name -> keys.putIfAbsent(name, group + "behaviours." + name));
    }
    return keys;
  }
}
