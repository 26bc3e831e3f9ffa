package io.fedlora.scenario;

import java.util.List;

/**
 * The {@code costs} block: what {@code fedlora costs} counts. A run does not read it.
 *
 * @param batches how large batches are taken to be
 * @param reference whether the figures that PF2LoRA's authors report stand beside
 * @param methods names, each with settings of its own behind it; {@code all} for every method there
 *     is
 */
public record CostSettings(Batches batches, boolean reference, List<String> methods) {
  /** How large batches are taken to be. */
  public enum Batches {
    /** As they will be: the corpus is read, and texts are as long as they are. */
    REAL,
    /** All of {@code local.batch-size} texts of {@code local.max-length} tokens. */
    PADDED
  }

  public CostSettings {
    methods = List.copyOf(methods);
    if (methods.isEmpty()) {
      throw new InvalidValue("methods", "must not be empty", "write for example methods = [all]");
    }
  }
}
