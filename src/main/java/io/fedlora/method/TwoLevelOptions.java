package io.fedlora.method;

import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.Require;

/**
 * What all methods with a common and a private adapter read.
 *
 * @param where adapters sit, and whose the head is
 * @param common rank r and alpha of the common adapter
 * @param personal rank r̃ and alpha of the private adapter
 * @param optimizer of the common adapter and the head; its learning rate is η
 * @param privateLearningRate α, both of the lower step and in the hypergradient
 * @param weights of clients in the merge
 */
public record TwoLevelOptions(
    @Flat PlacementOptions where,
    @Flat AdapterOptions common,
    @Flat("private") AdapterOptions personal,
    @Flat OptimizerOptions optimizer,
    double privateLearningRate,
    MergeWeights weights) {
  public TwoLevelOptions {
    Require.positive("private-learning-rate", privateLearningRate);
  }
}
