package io.fedlora.device;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.clock.Clock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.message.WireRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The actor that has local work done: it counts the work, reserves the turn at which it will be
 * finished, gives it to a slot, and answers when that turn comes.
 */
public final class Device extends AbstractBehavior<Device.Command> {
  /** What a device is told. */
  public sealed interface Command {}

  /**
   * Do local work; what it needs has been deposited in the room.
   *
   * @param wrap makes the answer a message of the asker's
   */
  public record Train<M>(WorkOrder order, ActorRef<M> replyTo, Function<Result, M> wrap)
      implements Command {}

  /** Break off the work of a request; there will be no answer. */
  public record Abandon(long request) implements Command {}

  /** A client has lost what it owns: break off its work, and put back its last safe copy. */
  public record Restore(int client) implements Command {}

  /** Break off all work, and say when it is done. */
  public record AbandonAll<M>(ActorRef<M> replyTo, M reply) implements Command {}

  /**
   * Score a client's model, now.
   *
   * @param common the common state to score
   * @param own what the client owns
   * @param wrap makes the answer a message of the asker's
   */
  public record Examine<M>(
      int client, State common, Owned own, ActorRef<M> replyTo, Function<Examined, M> wrap)
      implements Command {}

  private record Finished(long request, @Nullable Ready ready, @Nullable Throwable error)
      implements Command {}

  /** How work ended. */
  public sealed interface Result {
    /** The request it was done for. */
    long request();

    /** It is done, and this is the update to send. */
    record Done(long request, WireRecord update) implements Result {}

    /** It failed. */
    record Failed(long request, String reason) implements Result {}

    /** There was not time for a single step. */
    record OutOfTime(long request) implements Result {}
  }

  /** The score of a client; or what went wrong. */
  public record Examined(int client, @Nullable Score score, @Nullable Throwable error) {}

  private record Ready(Product product, WireRecord update) {}

  private record Running(
      Train<?> work, Clock.Hold<Ready> hold, Workload workload, long begun, long until) {}

  /** What a device works with. */
  public record Equipment(
      Clock clock,
      Slots slots,
      StateRoom room,
      Trainer trainer,
      WorkPace pace,
      long workLimit,
      Codec codec,
      Journal journal,
      WorkWatcher watcher,
      WorkStore store) {}

  /** Is told of work as it begins, as the world must know it to interrupt it. */
  @FunctionalInterface
  public interface WorkWatcher {
    /** Work on a request takes until an instant. */
    void workBegins(WorkOrder order, long until);
  }

  private final Equipment equipment;
  private final WorkLimit limit;
  private final Map<Long, Running> running = new HashMap<>();
  private long computations;

  /** A device without work. */
  public static Behavior<Command> create(Equipment equipment) {
    return Behaviors.setup(context -> new Device(context, equipment));
  }

  private Device(ActorContext<Command> context, Equipment equipment) {
    super(context);
    this.equipment = equipment;
    this.limit = new WorkLimit(equipment.workLimit(), equipment.pace());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Train.class, this::onTrain)
        .onMessage(Finished.class, this::onFinished)
        .onMessage(Abandon.class, this::onAbandon)
        .onMessage(Restore.class, this::onRestore)
        .onMessage(AbandonAll.class, this::onAbandonAll)
        .onMessage(Examine.class, this::onExamine)
        .build();
  }

  private Behavior<Command> onTrain(Train<?> work) {
    State received = equipment.room.received(work.order().request());
    Owned own = equipment.room.own(work.order().client());
    boolean first = !equipment.room.hasBegun(work.order().client());
    WorkLimit.Fitted fitted =
        limit.fit(
            work.order(),
            order ->
                equipment.store.workload(
                    ++computations, () -> equipment.trainer.workload(order, received, own, first)));
    long number = computations;
    WorkOrder order = fitted.order();
    if (fitted.isNothing()) {
      equipment.room.clear(order.request());
      answer(work, new Result.OutOfTime(order.request()));
      return this;
    }
    equipment.room.begins(order.client());
    Workload workload = fitted.workload();
    long now = equipment.clock.now();
    long until = now + fitted.duration();
    equipment.journal.append(
        new Event.WorkStarted(
            order.request(),
            order.client(),
            workload.steps(),
            workload.tokens(),
            workload.flops(),
            until));
    ActorRef<Command> self = getContext().getSelf();
    Clock.Hold<Ready> hold =
        equipment.clock.hold(
            until,
            "work of client " + order.client() + " for request " + order.request(),
            (ready, error) -> self.tell(new Finished(order.request(), ready, error)));
    running.put(order.request(), new Running(work, hold, workload, now, until));
    equipment.watcher.workBegins(order, until);
    equipment.slots.submit(until, () -> train(number, order, received, own, hold));
    return this;
  }

  /** On a device thread. */
  private void train(
      long number, WorkOrder order, State received, Owned own, Clock.Hold<Ready> hold) {
    if (hold.isCancelled()) {
      return;
    }
    try {
      Product product =
          equipment.store.product(
              number, () -> product(equipment.trainer.train(order, received, own)));
      Trained trained = product.trained();
      Body.Update update =
          new Body.Update(
              order.round(),
              order.version(),
              trained.examples(),
              trained.steps(),
              trained.loss(),
              trained.reports(),
              trained.upload());
      hold.complete(new Ready(product, equipment.codec.encode(order.request(), update)));
    } catch (Throwable error) {
      hold.fail(error);
    }
  }

  private static Product product(Trained trained) {
    return new Product(trained, StateMath.firstNonFinite(trained.own().state()).orElse(""));
  }

  private Behavior<Command> onFinished(Finished finished) {
    Running done = running.remove(finished.request());
    if (done == null) {
      return this;
    }
    equipment.room.clear(finished.request());
    int client = done.work().order().client();
    Ready ready = finished.ready();
    if (ready == null) {
      return failed(done, finished);
    }
    keep(finished.request(), client, ready.product());
    Workload workload = done.workload();
    equipment.journal.append(
        new Event.WorkFinished(
            finished.request(),
            client,
            workload.steps(),
            workload.tokens(),
            workload.flops(),
            ready.product().trained().loss()));
    answer(done.work(), new Result.Done(finished.request(), ready.update()));
    return this;
  }

  /** A client that has diverged goes on from where it was, and can be of use again. */
  private void keep(long request, int client, Product product) {
    if (product.notFinite().isEmpty()) {
      equipment.room.park(client, product.trained());
    } else {
      equipment.journal.append(new Event.StateDiscarded(request, client, product.notFinite()));
    }
  }

  /** A fault of the device is the client's bad luck; any other error is ours, and ends the run. */
  private Behavior<Command> failed(Running work, Finished finished) {
    if (finished.error() instanceof DeviceFaultException fault) {
      String reason = String.valueOf(fault.getMessage());
      int client = work.work().order().client();
      equipment.journal.append(new Event.WorkFailed(finished.request(), client, reason));
      answer(work.work(), new Result.Failed(finished.request(), reason));
      return this;
    }
    throw new IllegalStateException(
        "work of client " + work.work().order().client() + " failed: " + finished.error(),
        finished.error());
  }

  private static <M> void answer(Train<M> work, Result result) {
    work.replyTo().tell(work.wrap().apply(result));
  }

  private Behavior<Command> onAbandon(Abandon abandon) {
    abandon(abandon.request());
    return this;
  }

  private Behavior<Command> onRestore(Restore restore) {
    new TreeSet<>(running.keySet())
        .forEach(
            request -> {
              Running work = running.get(request);
              if (work != null && work.work().order().client() == restore.client()) {
                abandon(request);
              }
            });
    int works = equipment.room.restore(restore.client());
    equipment.journal.append(new Event.StateRestored(restore.client(), works));
    return this;
  }

  private Behavior<Command> onAbandonAll(AbandonAll<?> all) {
    new TreeSet<>(running.keySet()).forEach(this::abandon);
    answer(all);
    return this;
  }

  private static <M> void answer(AbandonAll<M> all) {
    all.replyTo().tell(all.reply());
  }

  private void abandon(long request) {
    Running broken = running.remove(request);
    if (broken != null) {
      broken.hold().cancel();
      equipment.room.clear(request);
      long now = equipment.clock.now();
      double share =
          broken.until() == broken.begun()
              ? 1
              : (double) (now - broken.begun()) / (broken.until() - broken.begun());
      Workload done = broken.workload().after(share);
      equipment.journal.append(
          new Event.WorkAbandoned(
              request, broken.work().order().client(), done.steps(), done.tokens(), done.flops()));
    }
  }

  private Behavior<Command> onExamine(Examine<?> examine) {
    long now = equipment.clock.now();
    long number = ++computations;
    Clock.Hold<Score> hold =
        equipment.clock.hold(
            now,
            "scoring of client " + examine.client(),
            (score, error) -> answer(examine, new Examined(examine.client(), score, error)));
    equipment.slots.submit(
        now,
        () -> {
          try {
            hold.complete(
                equipment.store.score(
                    number,
                    () ->
                        equipment.trainer.score(
                            examine.client(), examine.common(), examine.own())));
          } catch (Throwable error) {
            hold.fail(error);
          }
        });
    return this;
  }

  private static <M> void answer(Examine<M> examine, Examined examined) {
    examine.replyTo().tell(examine.wrap().apply(examined));
  }
}
