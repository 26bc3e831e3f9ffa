package io.fedlora.client;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.fedlora.device.WorkOrder;
import io.fedlora.scenario.Named;

/** Trains on wrong labels, in all honesty: its data are poisoned. */
@Named(value = "label-flipper", summary = "trains on labels in reverse: the first for the last")
public final class LabelFlipper implements ClientBehaviour {
  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup) {
      @Override
      protected Behavior<Client.Command> onRequest(
          ActorContext<Client.Command> context, Request request) {
        return train(context, request, WorkOrder::flippingLabels);
      }
    }.idle();
  }
}
