package io.fedlora.client;

import akka.actor.typed.Behavior;
import io.fedlora.scenario.Named;

/** Answers every request as well as it can. */
@Named(value = "steady", summary = "trains on every request and sends what it learnt")
public final class Steady implements ClientBehaviour {
  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup).idle();
  }
}
