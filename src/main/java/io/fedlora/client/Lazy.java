package io.fedlora.client;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.fedlora.scenario.Default;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/** Leaves a share of the requests without an answer. */
@Named(value = "lazy", summary = "leaves a share of the requests (laziness) without an answer")
public record Lazy(Options options) implements ClientBehaviour {
  /**
   * @param laziness probability of not answering
   */
  public record Options(@Default("0.5") double laziness) {
    public Options {
      Require.share("laziness", laziness);
    }
  }

  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup) {
      @Override
      protected Behavior<Client.Command> onRequest(
          ActorContext<Client.Command> context, Request request) {
        return setup.stream("lazy", request).nextDouble() < options.laziness()
            ? decline(request, "lazy")
            : train(context, request);
      }
    }.idle();
  }
}
