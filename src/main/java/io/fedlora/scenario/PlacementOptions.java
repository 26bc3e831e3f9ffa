package io.fedlora.scenario;

import java.util.List;

/**
 * Where in the encoder adapters sit, and whose the head is.
 *
 * @param targets names of the adapted linears of a layer, at least one, none twice
 * @param layers the adapted layers
 * @param head whether the classification head travels
 * @param initScale factor on the bounds ±1/√inputs of the uniform draw that A starts from
 */
public record PlacementOptions(
    List<String> targets, Layers layers, HeadOwner head, double initScale) {
  public PlacementOptions {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || targets.stream().distinct().count() < targets.size()) {
      throw new InvalidValue(
          "targets",
          "must name at least one linear, and none twice",
          "write for example targets = [query, value]");
    }
    Require.positive("init-scale", initScale);
  }

  /** Who owns the classification head. */
  public enum HeadOwner {
    /** It travels and is merged with the common part. */
    COMMON,
    /** It stays with its client. */
    PRIVATE
  }
}
