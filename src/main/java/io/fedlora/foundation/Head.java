package io.fedlora.foundation;

/**
 * The classification head: a linear from the pooled output to the classes, with entries {@code
 * head.weight} of shape [classes, width] and {@code head.bias} of shape [classes].
 *
 * @param part the part that holds it
 * @param classes how many; with 0 there is no head, and the part holds no value
 */
public record Head(String part, int classes) {}
