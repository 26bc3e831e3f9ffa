package io.fedlora.client;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.fedlora.adapter.State;
import io.fedlora.message.Body;
import io.fedlora.scenario.Default;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;
import java.util.Collections;

/**
 * Sends back what it got, at once, and claims to have worked on it. Where a method's updates are
 * not what its downloads are, it makes one up that has learnt nothing. It claims no loss, so that
 * the mean of those who trained stays theirs.
 */
@Named(value = "free-rider", summary = "sends back what it got, and claims to have trained")
public record FreeRider(Options options) implements ClientBehaviour {
  /**
   * @param claimedExamples training texts that it claims to have
   * @param claimedSteps local steps that it claims to have done
   */
  public record Options(@Default("64") int claimedExamples, @Default("10") int claimedSteps) {
    public Options {
      Require.atLeast("claimed-examples", claimedExamples, 1);
      Require.atLeast("claimed-steps", claimedSteps, 1);
    }
  }

  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup) {
      @Override
      protected Behavior<Client.Command> onRequest(
          ActorContext<Client.Command> context, Request request) {
        Body.Download got = request.download();
        State untrained = setup.surroundings().untrained().of(setup.id(), got.state(), got.round());
        Body.Update same =
            new Body.Update(
                got.round(),
                got.version(),
                options.claimedExamples(),
                options.claimedSteps(),
                Double.NaN,
                Collections.emptySortedMap(),
                untrained);
        return send(request, setup.surroundings().codec().encode(request.id(), same));
      }
    }.idle();
  }
}
