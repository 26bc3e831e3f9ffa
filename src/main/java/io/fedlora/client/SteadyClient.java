package io.fedlora.client;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.fedlora.device.Device;
import io.fedlora.device.WorkOrder;
import io.fedlora.message.Body;
import io.fedlora.message.DamagedFrameException;
import io.fedlora.message.WireRecord;
import java.util.function.UnaryOperator;

/**
 * The states of a client that does its duty: idle, training, uploading, away. Each state is a
 * method that gives the behaviour of an actor in it; a behaviour of one's own overrides the state
 * or the step between states in which it differs.
 */
public class SteadyClient {
  private static final long IDLE = -1;

  private final ClientSetup setup;
  private final Battery battery;
  private long begun = IDLE;
  private long newest;
  private int hellos;

  /** A client that has not begun. */
  public SteadyClient(ClientSetup setup) {
    this.setup = setup;
    this.battery = new Battery(setup.workPerDay());
  }

  /** What the client was made with. */
  protected final ClientSetup setup() {
    return setup;
  }

  /** Waits for a request. */
  public Behavior<Client.Command> idle() {
    return Behaviors.receive(
        (context, command) -> {
          if (command instanceof Client.Delivered delivered) {
            return receive(context, delivered.frame());
          }
          return command instanceof Client.Leave ? leave() : Behaviors.same();
        });
  }

  /** Waits for the device to finish the work of a request. */
  public Behavior<Client.Command> training(Request request) {
    return Behaviors.receive(
        (context, command) -> {
          if (command instanceof Client.Worked worked
              && worked.result().request() == request.id()) {
            drain();
            return worked(request, worked.result());
          } else if (command instanceof Client.Delivered delivered) {
            return whileBusy(request, delivered.frame(), training(request));
          } else if (command instanceof Client.Leave) {
            abandon(request);
            return leave();
          } else if (command instanceof Client.Tick tick && tick.request() == request.id()) {
            return ticked(request);
          }
          return Behaviors.same();
        });
  }

  /** Waits for an update to have left. */
  public Behavior<Client.Command> uploading(Request request) {
    return Behaviors.receive(
        (context, command) -> {
          if (command instanceof Client.Uploaded uploaded && uploaded.request() == request.id()) {
            return idle();
          } else if (command instanceof Client.Delivered delivered) {
            return whileBusy(request, delivered.frame(), uploading(request));
          }
          return command instanceof Client.Leave ? leave() : Behaviors.same();
        });
  }

  /** Hears nothing but that it is back. */
  public Behavior<Client.Command> away() {
    return Behaviors.receive(
        (context, command) -> command instanceof Client.Return ? back() : Behaviors.same());
  }

  /** A request lies before an idle client: what does it do? */
  protected Behavior<Client.Command> onRequest(
      ActorContext<Client.Command> context, Request request) {
    return train(context, request);
  }

  /** A timer of the behaviour's own has gone off in the middle of work: what does it do? */
  protected Behavior<Client.Command> ticked(Request request) {
    return Behaviors.same();
  }

  /** Has the device do the work of a request. */
  protected final Behavior<Client.Command> train(
      ActorContext<Client.Command> context, Request request) {
    return train(context, request, order -> order);
  }

  /**
   * Has the device do the work of a request in a way of the client's own.
   *
   * @param manner changes the order that is given to the device
   */
  protected final Behavior<Client.Command> train(
      ActorContext<Client.Command> context, Request request, UnaryOperator<WorkOrder> manner) {
    begun = setup.surroundings().now().getAsLong();
    Body.Download download = request.download();
    setup.surroundings().room().deposit(request.id(), download.state());
    WorkOrder order =
        new WorkOrder(
            request.id(), setup.id(), download.round(), download.version(), download.ordinal());
    setup
        .surroundings()
        .device()
        .tell(new Device.Train<>(manner.apply(order), context.getSelf(), Client.Worked::new));
    return training(request);
  }

  /** The device has finished: what is sent? */
  protected Behavior<Client.Command> worked(Request request, Device.Result result) {
    if (result instanceof Device.Result.Done done) {
      return send(request, done.update());
    }
    return decline(
        request, result instanceof Device.Result.OutOfTime ? "out-of-time" : "device-failed");
  }

  /** Sends an update. */
  protected final Behavior<Client.Command> send(Request request, WireRecord update) {
    setup.surroundings().carrier().toServer(setup.id(), update);
    return uploading(request);
  }

  /** Leaves a request without an answer. */
  protected final Behavior<Client.Command> decline(Request request, String reason) {
    setup.surroundings().carrier().dropped(setup.id(), request.id(), reason);
    return idle();
  }

  /** The client goes; nothing can be sent any more. */
  protected Behavior<Client.Command> leave() {
    return away();
  }

  /** The client is there again and tells the server so. */
  protected Behavior<Client.Command> back() {
    setup
        .surroundings()
        .carrier()
        .toServer(
            setup.id(),
            setup.surroundings().codec().encode(0, new Body.Hello(setup.id(), ++hellos)));
    return idle();
  }

  private void drain() {
    if (begun != IDLE) {
      battery.drain(begun, setup.surroundings().now().getAsLong());
      begun = IDLE;
    }
  }

  /** Breaks off the work of a request. */
  protected final void abandon(Request request) {
    drain();
    setup.surroundings().device().tell(new Device.Abandon(request.id()));
  }

  private Behavior<Client.Command> receive(ActorContext<Client.Command> context, byte[] frame) {
    WireRecord wire;
    Body body;
    try {
      wire = WireRecord.parse(frame);
      body = setup.surroundings().codec().decode(wire);
    } catch (DamagedFrameException e) {
      context.getLog().info("client {} cannot read what came: {}", setup.id(), e.getMessage());
      return Behaviors.same();
    }
    if (body instanceof Body.Download download) {
      if (wire.request() <= newest) {
        // It has come twice, or the server has asked for something newer meanwhile.
        setup.surroundings().carrier().dropped(setup.id(), wire.request(), "overtaken");
        return Behaviors.same();
      }
      newest = wire.request();
      Request request = new Request(wire.request(), download);
      return battery.lasts(setup.surroundings().now().getAsLong())
          ? onRequest(context, request)
          : decline(request, "battery");
    }
    return Behaviors.same();
  }

  /**
   * Something arrives in the middle of work: a recall ends the work, a further request is dropped.
   */
  private Behavior<Client.Command> whileBusy(
      Request current, byte[] frame, Behavior<Client.Command> goOn) {
    WireRecord wire;
    try {
      wire = WireRecord.parse(frame);
    } catch (DamagedFrameException e) {
      return goOn;
    }
    return switch (wire.kind()) {
      case RECALL -> {
        if (wire.request() != current.id()) {
          yield goOn;
        }
        abandon(current);
        setup.surroundings().carrier().withdraw(setup.id(), current.id());
        yield idle();
      }
      case DOWNLOAD -> {
        if (wire.request() == current.id()) {
          yield goOn;
        }
        // What was dropped is not taken up when the network brings it a second time.
        newest = Math.max(newest, wire.request());
        setup.surroundings().carrier().dropped(setup.id(), wire.request(), "busy");
        yield goOn;
      }
      default -> goOn;
    };
  }
}
