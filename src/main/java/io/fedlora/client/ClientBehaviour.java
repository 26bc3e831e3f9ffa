package io.fedlora.client;

import akka.actor.typed.Behavior;

/**
 * How a client conducts itself: the users' extension point for actors. A behaviour builds an actor,
 * as a rule by extending {@link SteadyClient} and overriding one of its states. It is named in a
 * scenario by {@code behaviour.name}, or by its class name.
 */
public interface ClientBehaviour {
  /** The actor of one client. */
  Behavior<Client.Command> create(ClientSetup setup);
}
