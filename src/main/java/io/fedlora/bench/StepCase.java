package io.fedlora.bench;

import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.torch.Form;

/**
 * One kind of step to be timed.
 *
 * @param method what is computed
 * @param form how the script is written
 * @param precision of frozen weights and activations
 * @param pooling what the head reads
 * @param rows texts of a batch
 * @param length tokens of a text
 */
public record StepCase(
    StepMethod method, Form form, Precision precision, Pooling pooling, int rows, int length) {}
