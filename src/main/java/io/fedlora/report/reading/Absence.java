package io.fedlora.report.reading;

/**
 * A time in which a client was away.
 *
 * @param client its number
 * @param from virtual nanoseconds
 * @param until virtual nanoseconds; −1 if it has not come back
 * @param reason as {@code window}
 */
public record Absence(int client, long from, long until, String reason) {}
