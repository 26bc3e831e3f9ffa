package io.fedlora.scenario;

/**
 * The {@code time} block.
 *
 * @param mode how time passes
 */
public record TimeSettings(TimeMode mode) {}
