package io.fedlora.scenario;

/**
 * The {@code local} block: the work of one client in one round.
 *
 * @param steps optimiser steps, at least 1
 * @param batchSize texts a step, at least 1
 * @param maxLength tokens at which texts are cut, special tokens included
 */
public record LocalSettings(int steps, int batchSize, int maxLength) {
  public LocalSettings {
    Require.atLeast("steps", steps, 1);
    Require.atLeast("batch-size", batchSize, 1);
    // Two special tokens and one of the text.
    Require.atLeast("max-length", maxLength, 3);
  }
}
