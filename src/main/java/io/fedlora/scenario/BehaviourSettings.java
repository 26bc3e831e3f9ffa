package io.fedlora.scenario;

/**
 * The {@code behaviour} block: what clients do unless their group names another behaviour.
 *
 * @param name the behaviour's name
 * @param options what it reads
 */
public record BehaviourSettings(String name, Block options) {}
