package io.fedlora.run;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells what an actor fails of in the turn in which it fails, and lets nothing through to one any
 * more once any of them has. By the time that a parent hears of a child's failure others have gone
 * on, and have written what no run would that had not failed: it could not be resumed.
 */
final class Witness<T> extends BehaviorInterceptor<T, T> {
  private final Consumer<Throwable> told;
  private final BooleanSupplier over;

  /**
   * A witness of any number of actors.
   *
   * @param type of their messages
   * @param told hears of what one fails of, before the actor stops
   * @param over whether one has failed
   */
  Witness(Class<T> type, Consumer<Throwable> told, BooleanSupplier over) {
    super(type);
    this.told = told;
    this.over = over;
  }

  /** The same behaviour under this witness. */
  Behavior<T> of(Behavior<T> behavior) {
    return Behaviors.intercept(() -> this, behavior);
  }

  @Override
  public Behavior<T> aroundStart(TypedActorContext<T> context, PreStartTarget<T> target) {
    try {
      return target.start(context);
    } catch (Throwable failure) {
      told.accept(failure);
      throw failure;
    }
  }

  @Override
  public Behavior<T> aroundReceive(
      TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
    if (over.getAsBoolean()) {
      return Behaviors.same();
    }
    try {
      return target.apply(context, message);
    } catch (Throwable failure) {
      told.accept(failure);
      throw failure;
    }
  }

  @Override
  public Behavior<T> aroundSignal(
      TypedActorContext<T> context, Signal signal, SignalTarget<T> target) {
    try {
      return target.apply(context, signal);
    } catch (Throwable failure) {
      told.accept(failure);
      throw failure;
    }
  }
}
