package io.fedlora.corpus;

/**
 * Half the squared distance of a prediction from its target, in the mean over columns: the loss
 * itself, and so of no other use than to tell how well a regression fits.
 */
record MeanSquaredError() implements Metric {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public boolean isHigherBetter() {
    return false;
  }
}
