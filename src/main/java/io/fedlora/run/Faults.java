package io.fedlora.run;

import io.fedlora.scenario.Block;
import io.fedlora.scenario.Group;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Scenario;
import io.fedlora.world.Fleet;
import io.fedlora.world.fault.Fault;
import io.fedlora.world.fault.FaultPlan;
import io.fedlora.world.fault.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the faults that a scenario asks for: each block of {@code faults} is one, by its name. */
final class Faults {
  private Faults() {}

  /**
   * The plan of the faults.
   *
   * @throws io.fedlora.scenario.ScenarioException if one is unknown, an option will not do, or it
   *     is to befall a group or a client that there is not
   */
  static FaultPlan of(Scenario scenario, Fleet fleet) {
    Block all = scenario.faults().kinds();
    List<String> groups = scenario.fleet().groups().stream().map(Group::name).toList();
    Map<String, Fault> faults = new TreeMap<>();
    for (String kind : all.keys()) {
      Block block = all.part(kind);
      Fault fault = Registries.FAULTS.create(kind, block);
      requireThere(fault.when(), block, groups, scenario.clients());
      faults.put(kind, fault);
    }
    return FaultPlan.of(
        scenario.seed(), faults, fleet.profiles().size(), client -> fleet.profile(client).group());
  }

  private static void requireThere(Occurrence when, Block block, List<String> groups, int clients) {
    for (String group : when.groups()) {
      if (!groups.contains(group)) {
        throw block.error(
            new InvalidValue(
                "groups",
                "there is no group " + group,
                "name some of " + String.join(", ", groups)));
      }
    }
    for (int client : when.clients()) {
      if (client < 0 || client >= clients) {
        throw block.error(
            new InvalidValue(
                "clients", "there is no client " + client, "clients are 0 to " + (clients - 1)));
      }
    }
  }
}
