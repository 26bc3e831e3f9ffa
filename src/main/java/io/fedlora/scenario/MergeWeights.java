package io.fedlora.scenario;

/** How much each client's update counts in a merge. */
public enum MergeWeights {
  /** All alike. */
  UNIFORM,
  /** By the client's number of training texts. */
  EXAMPLES
}
