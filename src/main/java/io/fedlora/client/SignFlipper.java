package io.fedlora.client;

import akka.actor.typed.Behavior;
import io.fedlora.adapter.Mirror;
import io.fedlora.device.Device;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.message.WireRecord;
import io.fedlora.scenario.Default;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/** Trains, and sends the opposite of what it learnt, as {@link Mirror} has it. */
@Named(value = "sign-flipper", summary = "sends the opposite of what it learnt, times its strength")
public record SignFlipper(Options options) implements ClientBehaviour {
  /**
   * @param strength factor on the change; 1 for its mirror image
   */
  public record Options(@Default("1") double strength) {
    public Options {
      Require.positive("strength", strength);
    }
  }

  @Override
  public Behavior<Client.Command> create(ClientSetup setup) {
    return new SteadyClient(setup) {
      @Override
      protected Behavior<Client.Command> worked(Request request, Device.Result result) {
        return result instanceof Device.Result.Done done
            ? send(request, flipped(setup.surroundings().codec(), request, done.update()))
            : super.worked(request, result);
      }
    }.idle();
  }

  private WireRecord flipped(Codec codec, Request request, WireRecord sound) {
    Body.Update update = (Body.Update) codec.decode(sound);
    Body.Update opposite =
        new Body.Update(
            update.round(),
            update.version(),
            update.examples(),
            update.steps(),
            update.loss(),
            update.reports(),
            Mirror.of(request.download().state(), update.state(), options.strength()));
    return codec.encode(request.id(), opposite);
  }
}
