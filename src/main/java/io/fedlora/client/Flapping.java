package io.fedlora.client;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Default;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;
import java.time.Duration;

/** Breaks off some of its work after a while, and greets the server as if it had been away. */
@Named(
    value = "flapping",
    summary =
        "breaks off a share of its work (flapping) within its patience, and greets the server")
public record Flapping(Options options) implements ClientBehaviour {
  /**
   * @param flapping probability of breaking off the work on a request
   * @param patience the longest it works before it does, drawn uniformly
   */
  public record Options(@Default("0.3") double flapping, @Default("10s") Duration patience) {
    public Options {
      Require.share("flapping", flapping);
    }
  }

  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup) {
      @Override
      protected Behavior<Client.Command> onRequest(
          ActorContext<Client.Command> context, Request request) {
        RandomStream stream = setup.stream("flapping", request);
        if (stream.nextDouble() >= options.flapping()) {
          return train(context, request);
        }
        long patience = (long) (stream.nextDouble() * options.patience().toNanos());
        return Behaviors.withTimers(
            timers -> {
              timers.startSingleTimer(
                  "patience", new Client.Tick(request.id()), Duration.ofNanos(patience));
              return train(context, request);
            });
      }

      @Override
      protected Behavior<Client.Command> ticked(Request request) {
        abandon(request);
        decline(request, "flapping");
        return back();
      }
    }.idle();
  }
}
