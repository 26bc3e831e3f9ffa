package io.fedlora.method;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import java.util.List;

/**
 * What a method needs to know of the run it is in.
 *
 * @param seed of the scenario
 * @param clients how many are scored
 * @param groups the fleet's group of each client
 * @param rounds how many there will be
 * @param steps local steps a request
 * @param classes of the corpus
 * @param architecture of the encoder
 * @param pooling what the head reads
 * @param precision of the frozen part
 */
public record Setting(
    long seed,
    int clients,
    List<String> groups,
    int rounds,
    int steps,
    int classes,
    Architecture architecture,
    Pooling pooling,
    Precision precision) {
  public Setting {
    groups = List.copyOf(groups);
  }
}
