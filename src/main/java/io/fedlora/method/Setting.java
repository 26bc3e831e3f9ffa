package io.fedlora.method;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;

/**
 * What a method needs to know of the run it is in.
 *
 * @param seed of the scenario
 * @param clients how many are scored
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
    int rounds,
    int steps,
    int classes,
    Architecture architecture,
    Pooling pooling,
    Precision precision) {}
