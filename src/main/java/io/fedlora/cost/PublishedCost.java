package io.fedlora.cost;

import java.util.Map;
import java.util.Optional;

/**
 * What PF2LoRA's authors report of a communication round on GLUE with RoBERTa-base (arXiv
 * 2503.03920, Table 22 of the revision).
 *
 * @param parameters sent by a client, in words
 * @param teraFlops of all clients
 */
public record PublishedCost(String parameters, double teraFlops) {
  private static final Map<String, PublishedCost> BY_METHOD =
      Map.of(
          "centralized-lora", new PublishedCost("0.30M", 258.40),
          "homlora", new PublishedCost("0.30M", 258.40),
          "per-fedavg-lora", new PublishedCost("0.30M", 908.00),
          "hetlora", new PublishedCost("0.35M", 272.60),
          "pf2lora", new PublishedCost("0.30M", 1202.40));

  /** What is reported of a method. */
  public static Optional<PublishedCost> of(String method) {
    return Optional.ofNullable(BY_METHOD.get(method));
  }
}
