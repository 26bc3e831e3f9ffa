package io.fedlora.scenario;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code behaviour} block: what clients do unless their group names another behaviour.
 *
 * @param name the behaviour's name
 * @param shares of all clients that have other behaviours, by name, for groups that say nothing
 * @param options what the behaviours read
 */
public record BehaviourSettings(String name, Map<String, Double> shares, Block options) {
  public BehaviourSettings {
    shares = checked("shares", shares);
  }

  static Map<String, Double> checked(String key, Map<String, Double> shares) {
    double sum = 0;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      Require.share(Keys.child(key, share.getKey()), share.getValue());
      sum += share.getValue();
    }
    if (sum > 1 + 1e-9) {
      throw new InvalidValue(key, "sum to more than 1", "leave room for " + key + " to sum to 1");
    }
    return Collections.unmodifiableMap(new TreeMap<>(shares));
  }
}
