package io.fedlora.device;

/**
 * How a client's model did on the client's texts.
 *
 * @param metric as the corpus scores it, as accuracy
 * @param loss mean cross-entropy
 */
public record Score(double metric, double loss) {}
