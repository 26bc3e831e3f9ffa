package io.fedlora.check;

/**
 * Something in a run folder that must not be.
 *
 * @param invariant 1 to 8, as {@code docs/invariants.md} counts them; 0 for the folder itself,
 *     whose files do not fit together or cannot be read
 * @param message what is wrong and where: event, request, client, round
 */
public record Violation(int invariant, String message) {}
