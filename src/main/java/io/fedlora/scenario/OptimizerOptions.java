package io.fedlora.scenario;

/**
 * An optimiser with its learning rate schedule.
 *
 * @param optimizer which rule
 * @param learningRate η, above 0
 * @param weightDecay decoupled decay, not negative
 * @param beta1 decay of AdamW's first moment, in [0, 1)
 * @param beta2 decay of AdamW's second moment, in [0, 1)
 * @param epsilon added to AdamW's denominator, above 0
 * @param momentum of SGD, in [0, 1)
 * @param clipNorm greatest norm of the gradient; 0 for no clipping
 * @param schedule how the learning rate changes over all steps of the run
 * @param warmupShare share of those steps over which it rises from 0, in [0, 1]
 * @param keepOptimizer whether a client keeps its moments from round to round
 */
public record OptimizerOptions(
    Rule optimizer,
    double learningRate,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon,
    double momentum,
    double clipNorm,
    Schedule schedule,
    double warmupShare,
    boolean keepOptimizer) {
  public OptimizerOptions {
    Require.positive("learning-rate", learningRate);
    Require.notNegative("weight-decay", weightDecay);
    Require.belowOne("beta1", beta1);
    Require.belowOne("beta2", beta2);
    Require.positive("epsilon", epsilon);
    Require.belowOne("momentum", momentum);
    Require.notNegative("clip-norm", clipNorm);
    Require.share("warmup-share", warmupShare);
  }

  /** Update rules. */
  public enum Rule {
    /** Adam with decoupled weight decay. */
    ADAMW,
    /** Plain gradient steps, with momentum where asked for. */
    SGD
  }

  /** Courses of the learning rate after the warm-up. */
  public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** It falls to 0 on a line. */
    LINEAR,
    /** It falls to 0 on half a cosine. */
    COSINE
  }
}
