package io.fedlora.run;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Consumer;

/**
 * Tells what an actor at the top of a system failed of. Nobody watches that actor, so the system
 * would end with the cause in the log alone.
 */
final class Witness extends BehaviorInterceptor<Director.Command, Director.Command> {
  private final Consumer<Throwable> told;

  private Witness(Consumer<Throwable> told) {
    super(Director.Command.class);
    this.told = told;
  }

  /** The behaviour, whose failures are told before the actor stops of them. */
  static Behavior<Director.Command> of(
      Behavior<Director.Command> behavior, Consumer<Throwable> told) {
    return Behaviors.intercept(() -> new Witness(told), behavior);
  }

  @Override
  public Behavior<Director.Command> aroundStart(
      TypedActorContext<Director.Command> context, PreStartTarget<Director.Command> target) {
    try {
      return target.start(context);
    } catch (Throwable failure) {
      told.accept(failure);
      throw failure;
    }
  }

  @Override
  public Behavior<Director.Command> aroundReceive(
      TypedActorContext<Director.Command> context,
      Director.Command message,
      ReceiveTarget<Director.Command> target) {
    try {
      return target.apply(context, message);
    } catch (Throwable failure) {
      told.accept(failure);
      throw failure;
    }
  }

  @Override
  public Behavior<Director.Command> aroundSignal(
      TypedActorContext<Director.Command> context,
      akka.actor.typed.Signal signal,
      SignalTarget<Director.Command> target) {
    try {
      return target.apply(context, signal);
    } catch (Throwable failure) {
      told.accept(failure);
      throw failure;
    }
  }
}
