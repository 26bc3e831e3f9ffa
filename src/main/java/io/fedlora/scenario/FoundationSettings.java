package io.fedlora.scenario;

import java.util.Optional;

/**
 * The {@code foundation} block: the frozen model that all clients share.
 *
 * @param model a registered name, or the absolute path of a folder with a Hugging Face checkpoint
 * @param precision numbers of the frozen part and the activations
 * @param pooling what of the last layer the head reads
 * @param activationMemory bound on kept constant activations
 * @param adapter a PEFT folder that the common adapter starts from
 */
public record FoundationSettings(
    String model,
    Precision precision,
    Pooling pooling,
    ByteSize activationMemory,
    Optional<String> adapter) {

  /** As the enum of the same constants in the foundation package, which this one may not use. */
  public enum Precision {
    FLOAT32,
    BFLOAT16,
    FLOAT64
  }

  /** As the enum of the same constants in the foundation package, which this one may not use. */
  public enum Pooling {
    MEAN,
    FIRST_TOKEN
  }
}
