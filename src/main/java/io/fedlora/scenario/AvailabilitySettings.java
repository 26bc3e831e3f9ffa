package io.fedlora.scenario;

/**
 * The {@code available} block of a group: when its clients are there.
 *
 * @param kind the name of the model
 * @param options what it reads
 */
public record AvailabilitySettings(String kind, Block options) {}
