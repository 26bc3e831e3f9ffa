package io.fedlora.check;

/**
 * Something that a run folder does not let one prove.
 *
 * @param invariant as in {@link Violation}
 * @param reason what was left out, and why
 */
public record Unchecked(int invariant, String reason) {}
