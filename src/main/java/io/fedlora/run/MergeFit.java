package io.fedlora.run;

import io.fedlora.method.FederatedMethod;
import io.fedlora.scenario.MergeSettings;
import io.fedlora.scenario.Scenario;
import java.util.Locale;

/**
 * Whether a method's merge allows how the server is to collect updates and to guard against them.
 */
final class MergeFit {
  private MergeFit() {}

  /**
   * Insists that it does.
   *
   * @throws io.fedlora.scenario.ScenarioException if it does not
   */
  static void require(Scenario scenario, FederatedMethod method) {
    String name = scenario.method().name();
    if (!scenario.server().inRounds() && !method.mergesAnyVersion()) {
      throw scenario.error(
          "server.collection",
          "method %s merges whole rounds only, so its updates cannot be collected %s"
              .formatted(name, collected(scenario)),
          "write collection = synchronous, or choose another method");
    }
    MergeSettings merge = scenario.server().merge();
    if (!merge.isPlain() && method.mergeRule() != FederatedMethod.MergeRule.WEIGHTED_MEAN) {
      throw scenario.error(
          merge.clipNorm() > 0 ? "server.merge.clip-norm" : "server.merge.centre",
          "method " + name + " does not merge by a weighted mean",
          "write server.merge { centre = mean, clip-norm = 0 }, or choose another method");
    }
  }

  private static String collected(Scenario scenario) {
    return scenario.server().collection().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
