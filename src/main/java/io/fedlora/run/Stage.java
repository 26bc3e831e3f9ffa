package io.fedlora.run;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import com.typesafe.config.ConfigFactory;
import io.fedlora.clock.Clocks;
import io.fedlora.clock.Pace;
import io.fedlora.clock.VirtualClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs are played: an actor system on a clock of its own. To set one up takes longer than to
 * play a small run, so whoever has many plays them one after the other on the same stage. Between
 * two of them it is cleared: all actors of a run are gone and the clock is back at 0 before the
 * next begins.
 */
public final class Stage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final long PATIENCE_SECONDS = 30;

  private final VirtualClock clock;
  private final ActorSystem<Command> system;
  private volatile CompletableFuture<?> ending = new CompletableFuture<>();
  private volatile boolean clear = true;

  private sealed interface Command {}

  private record Enter(Behavior<Director.Command> director) implements Command {}

  private record Tell(Director.Command command) implements Command {}

  private record Clear(CompletableFuture<Boolean> cleared) implements Command {}

  /** An empty stage; no time passes yet. */
  public Stage(Pace pace) {
    this.clock = new VirtualClock(pace, new Watcher());
    this.system =
        uninterrupted(
            () ->
                ActorSystem.create(
                    Behaviors.setup(Keeper::new),
                    "fedlora",
                    // No application.conf: a user's jar may hold one, which must not change the
                    // actors.
                    Clocks.configuration(clock).withFallback(ConfigFactory.defaultReference())));
    system
        .getWhenTerminated()
        .whenComplete(
            (done, error) ->
                fail(
                    new IllegalStateException("the actors have stopped; the log says why", error)));
  }

  /** On a thread that nobody interrupts: Akka does not start whole on one that somebody does. */
  private static <T> T uninterrupted(Supplier<T> start) {
    FutureTask<T> task = new FutureTask<>(start::get);
    new Thread(task, "fedlora-stage").start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the actors cannot start", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether another run may begin here. */
  public boolean isClear() {
    return clear;
  }

  VirtualClock clock() {
    return clock;
  }

  /**
   * A run begins to be set up.
   *
   * @param failure is completed exceptionally if the actors or the clock fail
   */
  void enter(Behavior<Director.Command> director, CompletableFuture<?> failure) {
    clear = false;
    ending = failure;
    system.tell(new Enter(director));
  }

  void tell(Director.Command command) {
    system.tell(new Tell(command));
  }

  /** Ends all actors of the run and sets the clock back. */
  void clear() {
    clock.freeze();
    CompletableFuture<Boolean> cleared = new CompletableFuture<>();
    system.tell(new Clear(cleared));
    clear =
        await(
            cleared.thenCompose(
                gone -> {
                  CompletableFuture<Boolean> reset = new CompletableFuture<>();
                  clock.reset(() -> reset.complete(true));
                  return reset;
                }));
  }

  /** Ends the actors and stops the clock. */
  @Override
  public void close() {
    clock.freeze();
    system.terminate();
    await(system.getWhenTerminated().toCompletableFuture());
    clock.close();
    Clocks.forget(clock);
  }

  private static boolean await(CompletableFuture<?> end) {
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actors have not ended", e);
    }
    return false;
  }

  /** No time passes from here on: nothing may happen that would not have without the failure. */
  private void fail(Throwable cause) {
    clock.freeze();
    ending.completeExceptionally(cause);
  }

  /** The actor above all others: it has a director at a time. */
  private final class Keeper extends AbstractBehavior<Command> {
    private @Nullable ActorRef<Director.Command> director;
    private @Nullable CompletableFuture<Boolean> clearing;

    Keeper(ActorContext<Command> context) {
      super(context);
    }

    @Override
    public Receive<Command> createReceive() {
      return newReceiveBuilder()
          .onMessage(Enter.class, this::onEnter)
          .onMessage(Tell.class, this::onTell)
          .onMessage(Clear.class, this::onClear)
          .onSignal(Terminated.class, this::onTerminated)
          .build();
    }

    private Behavior<Command> onEnter(Enter enter) {
      CompletableFuture<?> end = ending;
      Witness<Director.Command> witness =
          new Witness<>(Director.Command.class, Stage.this::fail, end::isCompletedExceptionally);
      director = getContext().spawn(witness.of(enter.director()), "run");
      getContext().watch(director);
      return this;
    }

    private Behavior<Command> onTell(Tell tell) {
      if (director != null) {
        director.tell(tell.command());
      }
      return this;
    }

    private Behavior<Command> onClear(Clear clear) {
      if (director == null) {
        clear.cleared().complete(true);
      } else {
        clearing = clear.cleared();
        getContext().stop(director);
      }
      return this;
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
      director = null;
      if (clearing == null) {
        fail(new IllegalStateException("the actors have stopped; the log says why"));
      } else {
        clearing.complete(true);
        clearing = null;
      }
      return this;
    }
  }

  private final class Watcher implements VirtualClock.Watcher {
    @Override
    public void failed(Throwable error) {
      fail(error);
    }

    @Override
    public void stalled(long now) {
      fail(
          new IllegalStateException(
              "nothing is pending at " + now + " ns, but the run has not ended"));
    }

    @Override
    public void stuck(String what, long seconds) {
      LOG.warn("waiting for {} for {} s", what, seconds);
    }
  }
}
