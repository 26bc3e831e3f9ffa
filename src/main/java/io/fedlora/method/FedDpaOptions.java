package io.fedlora.method;

import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.Require;

/**
 * What both variants of FedDPA read.
 *
 * @param where adapters sit, and whose the head is
 * @param common rank and alpha of the shared adapter, and of the private one
 * @param optimizer of either adapter; its learning rate is the shared one's
 * @param privateLearningRate of the private adapter
 * @param weights of clients in the merge
 * @param mixing how the two adapters are mixed for scoring
 * @param mixingWeight a of a fixed mix: the private adapter's share
 * @param mixingTexts training texts that a text is compared with
 * @param mixingFactor λ on the mean cosine
 * @param similarTexts which adapter has more to say of texts that are like the training texts
 */
public record FedDpaOptions(
    @Flat PlacementOptions where,
    @Flat AdapterOptions common,
    @Flat OptimizerOptions optimizer,
    double privateLearningRate,
    MergeWeights weights,
    Mixing mixing,
    double mixingWeight,
    int mixingTexts,
    double mixingFactor,
    Orientation similarTexts) {
  public FedDpaOptions {
    Require.positive("private-learning-rate", privateLearningRate);
    Require.share("mixing-weight", mixingWeight);
    Require.atLeast("mixing-texts", mixingTexts, 1);
    Require.positive("mixing-factor", mixingFactor);
  }

  /** Ways to mix two adapters. */
  public enum Mixing {
    /** With weights of its own for each text. */
    INSTANCE,
    /** The same for all texts. */
    FIXED
  }

  /** Which adapter gets the weight that grows with similarity; the other gets the rest. */
  public enum Orientation {
    /** The shared one, as in the released code. */
    SHARED,
    /** The private one, as the paper has it. */
    PRIVATE
  }

  /** The optimiser of the private adapter. */
  OptimizerOptions privateOptimizer() {
    return new OptimizerOptions(
        optimizer.optimizer(),
        privateLearningRate,
        optimizer.weightDecay(),
        optimizer.beta1(),
        optimizer.beta2(),
        optimizer.epsilon(),
        optimizer.momentum(),
        optimizer.clipNorm(),
        optimizer.schedule(),
        optimizer.warmupShare(),
        optimizer.keepOptimizer());
  }
}
