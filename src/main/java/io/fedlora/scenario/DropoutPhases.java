package io.fedlora.scenario;

/**
 * When in a request a dropping client is lost, as weights that need not sum to 1.
 *
 * @param before before it has begun to train
 * @param during in the middle of training
 * @param upload on the way back: trained, but its update never arrives
 */
public record DropoutPhases(double before, double during, double upload) {
  public DropoutPhases {
    Require.notNegative("before", before);
    Require.notNegative("during", during);
    Require.notNegative("upload", upload);
    if (before + during + upload == 0) {
      throw new InvalidValue(
          "", "the weights must not all be 0", "give one phase a weight above 0");
    }
  }
}
