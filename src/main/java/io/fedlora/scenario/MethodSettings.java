package io.fedlora.scenario;

/**
 * The {@code method} block: what is trained and merged.
 *
 * @param name the method's name
 * @param options what it reads
 */
public record MethodSettings(String name, Block options) {}
