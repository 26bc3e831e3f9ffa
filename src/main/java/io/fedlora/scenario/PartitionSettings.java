package io.fedlora.scenario;

/**
 * The {@code partition} block: how the texts are shared out over the clients.
 *
 * @param kind the partition's name
 * @param options what it reads
 */
public record PartitionSettings(String kind, Block options) {}
