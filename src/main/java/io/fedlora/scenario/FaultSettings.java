package io.fedlora.scenario;

/**
 * The {@code faults} block: what goes wrong on purpose.
 *
 * @param kinds a block for each kind of fault, under its name
 */
public record FaultSettings(Block kinds) {}
