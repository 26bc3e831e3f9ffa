package io.fedlora.corpus;

/**
 * The texts of one client, as indexes into the {@link TokenTable}.
 *
 * @param client 0 … clients − 1
 * @param train what it learns from
 * @param validation what hyperparameters are chosen on; may be empty
 * @param test what it is scored on
 */
public record Shard(int client, int[] train, int[] validation, int[] test) {}
