package io.fedlora.device;

/**
 * What a piece of local work gave, and what was found out about it where it was computed, so that
 * no turn of the clock needs to look at a client's own values.
 *
 * @param trained what it gave
 * @param notFinite what is not finite in what the client would own from now on; empty if all is
 */
public record Product(Trained trained, String notFinite) {}
