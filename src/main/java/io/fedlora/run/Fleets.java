package io.fedlora.run;

import io.fedlora.scenario.AvailabilitySettings;
import io.fedlora.scenario.Group;
import io.fedlora.scenario.Scenario;
import io.fedlora.world.Fleet;
import io.fedlora.world.presence.AvailabilityModel;
import java.util.ArrayList;
import java.util.List;

/** Makes the fleet that a scenario describes. */
public final class Fleets {
  private Fleets() {}

  /**
   * The fleet, one profile a client.
   *
   * @throws io.fedlora.scenario.ScenarioException if a model of availability is unknown, or an
   *     option of it will not do
   */
  public static Fleet of(Scenario scenario) {
    List<AvailabilityModel> models = new ArrayList<>();
    for (Group group : scenario.fleet().groups()) {
      AvailabilitySettings available = group.available();
      models.add(Registries.AVAILABILITY.create(available.kind(), available.options()));
    }
    List<String> behaviours = Behaviours.names(scenario);
    return Fleet.of(scenario.seed(), scenario.fleet(), scenario.clients(), behaviours::get, models);
  }
}
