package io.fedlora.scenario;

/** How much each client's update counts in a merge. */
public enum MergeWeights {
  /** All alike. */
  UNIFORM,
  /** By the client's number of training texts. */
  EXAMPLES;

  /** What an update weighs that was made from so many training texts, before it is normalised. */
  public double of(int examples) {
    return this == EXAMPLES ? examples : 1;
  }
}
