package io.fedlora.sweep;

import java.util.Optional;

/**
 * How one run of a sweep ended.
 *
 * @param point its combination
 * @param tuned the values from the grid
 * @param trial whether it is one of those that are chosen from
 * @param seed of the run
 * @param folder inside the sweep's
 * @param figures of the run; empty if it failed
 * @param error why it failed; empty if it did not
 */
public record RunResult(
    Point point,
    Point tuned,
    boolean trial,
    long seed,
    String folder,
    Optional<RunFigures> figures,
    String error) {}
