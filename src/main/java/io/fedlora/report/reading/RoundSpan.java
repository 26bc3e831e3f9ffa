package io.fedlora.report.reading;

/**
 * A round from its opening to its close.
 *
 * @param round its number
 * @param opened virtual nanoseconds
 * @param asked how many clients
 * @param deadline an instant, −1 for none
 * @param closed virtual nanoseconds, −1 while it is open
 * @param why it closed; empty while it is open
 * @param quorum whether enough had answered
 * @param up bytes sent up in the run until it closed
 * @param down bytes sent down until then; those of the next round's requests, which go out at the
 *     same instant, are not among them
 */
public record RoundSpan(
    int round,
    long opened,
    int asked,
    long deadline,
    long closed,
    String why,
    boolean quorum,
    long up,
    long down) {}
