/**
 * The server actor. It asks clients, takes in what they send, checks it, and merges; {@link
 * io.fedlora.server.Server} has what it is told and what it tells. When it merges is one class a
 * way of collecting: in rounds, in windows (asynchronous, buffered, semi-synchronous), or in tiers.
 * A round is a child of the server that lives as long as it is open: it knows whom it still waits
 * for, shrinks that set on every reply, departure and at its deadline, and answers exactly once.
 * What the server would need after a crash is on its {@code Disk}; all else it forgets. Weights,
 * staleness and inspection are plain classes.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.server;
