/**
 * The client actor and the behaviours that are built from its states. {@link
 * io.fedlora.client.Client} has what a client is told; {@link io.fedlora.client.SteadyClient} is a
 * client that does its duty: idle, training, uploading, away, a method a state. A behaviour that a
 * scenario names is a {@link io.fedlora.client.ClientBehaviour}, which overrides the states in
 * which it differs, so that it is an actor of its own and not a flag in this one. A client holds no
 * tensors: the device keeps them, and the client has the number of its request.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.client;
