/**
 * What travels between server and clients. A {@link io.fedlora.message.WireRecord} has a header of
 * fixed width with a checksum, and a body that {@link io.fedlora.message.Codec} encodes; its bytes
 * are what the links carry, what faults cut and flip, and what the traffic in the summary counts.
 * There are four bodies: a download, an update, a recall, and a hello of a client that is back. The
 * {@link io.fedlora.message.Carrier} takes records to the other side; whether and when they arrive,
 * neither side can tell.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.message;
