package io.fedlora.scenario;

/** The {@code faults} block. No fault can be asked for yet, so it must be empty. */
public record FaultSettings() {}
