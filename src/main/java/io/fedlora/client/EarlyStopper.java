package io.fedlora.client;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.fedlora.scenario.Default;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/** Does a share of its local steps and sends what it has. */
@Named(value = "early-stopper", summary = "does a share of its local steps (share-of-steps)")
public record EarlyStopper(Options options) implements ClientBehaviour {
  /**
   * @param shareOfSteps that it does, rounded down, but one at least
   */
  public record Options(@Default("0.5") double shareOfSteps) {
    public Options {
      Require.share("share-of-steps", shareOfSteps);
    }
  }

  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup) {
      @Override
      protected Behavior<Client.Command> onRequest(
          ActorContext<Client.Command> context, Request request) {
        return train(context, request, order -> order.with(options.shareOfSteps()));
      }
    }.idle();
  }
}
