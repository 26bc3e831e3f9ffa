package io.fedlora.run;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.fedlora.clock.Clocks;
import io.fedlora.clock.VirtualClock;
import io.fedlora.device.Slots;
import io.fedlora.device.WorkStore;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.journal.Ledger;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.ServerSettings;
import io.fedlora.scenario.StalenessSettings;
import io.fedlora.server.RoundRules;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run of a plan: an actor system on a clock of its own, from the first round to the last. */
public final class Simulation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final VirtualClock clock;
  private final Slots slots;
  private final ActorSystem<Director.Command> system;

  /**
   * Sets up the actors; no time passes yet.
   *
   * @param journal makes the journal from the clock's time
   * @param registered events that go before all others
   */
  public Simulation(
      Plan plan,
      Function<LongSupplier, Journal> journal,
      List<Event> registered,
      RunWatcher watcher) {
    this(plan, journal, registered, watcher, WorkStore.NONE);
  }

  /**
   * Sets up the actors; no time passes yet.
   *
   * @param journal makes the journal from the clock's time
   * @param registered events that go before all others
   * @param store remembers what was computed
   */
  public Simulation(
      Plan plan,
      Function<LongSupplier, Journal> journal,
      List<Event> registered,
      RunWatcher watcher,
      WorkStore store) {
    this.clock = new VirtualClock(plan.pace(), new Failures(ending));
    Journal events = journal.apply(clock::now);
    events.append(started(plan));
    registered.forEach(events::append);
    this.slots = new Slots(plan.slots());
    this.system =
        ActorSystem.create(
            Witness.of(
                Director.create(
                    new Director.Equipment(
                        plan, clock, slots, events, new Ledger(events), watcher, store, ending)),
                ending::completeExceptionally),
            "fedlora",
            // No application.conf: a user's jar may hold one, which must not change the actors.
            Clocks.configuration(clock).withFallback(ConfigFactory.defaultReference()));
    system
        .getWhenTerminated()
        .whenComplete(
            (done, error) ->
                ending.completeExceptionally(
                    new IllegalStateException("the actors have stopped; the log says why", error)));
  }

  /** Waits until every actor has been made; no time passes meanwhile. */
  public void settle() throws InterruptedException {
    CompletableFuture<Boolean> made = new CompletableFuture<>();
    ending.whenComplete(
        (ended, error) -> {
          if (error != null) {
            made.completeExceptionally(error);
          }
        });
    system.tell(new Director.Ready(made));
    try {
      made.get();
    } catch (ExecutionException e) {
      throw RunFailedException.of(e);
    }
  }

  private static Event started(Plan plan) {
    RoundRules server = plan.server();
    ServerSettings settings = server.settings();
    StalenessSettings staleness = settings.staleness();
    boolean mixes = settings.collection() == CollectionMode.ASYNCHRONOUS;
    return new Event.RunStarted(
        plan.name(),
        plan.methodName(),
        server.seed(),
        plan.fleet().profiles().size(),
        server.rounds(),
        key(settings.collection()),
        server.deadline(),
        server.crashDetection(),
        settings.quorum(),
        server.acceptsLate(),
        server.workLimit(),
        server.concurrency(),
        server.bufferSize(),
        mixes ? settings.continuous().mixing() : 0,
        server.period(),
        key(staleness.staleness()),
        staleness.stalenessBound().orElse(-1),
        staleness.stalenessExponent(),
        staleness.hingeDelay(),
        staleness.hingeSlope(),
        key(plan.method().mergeRule()),
        plan.method().mergeTerms(),
        key(settings.merge().centre()),
        settings.merge().trim(),
        settings.merge().clipNorm(),
        key(plan.pace()),
        Departures.of(plan.method(), server.rounds()));
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Lets time pass until the run is over.
   *
   * @throws InterruptedException if the calling thread is interrupted; the run can then be closed
   * @throws RunFailedException if something in the run failed
   */
  public Ending await() throws InterruptedException {
    system.tell(Director.Start.NOW);
    clock.thaw();
    try {
      return ending.get();
    } catch (ExecutionException e) {
      throw RunFailedException.of(e);
    }
  }

  /** Ends the actors, lets device threads come to their end, and stops the clock. */
  @Override
  public void close() {
    clock.freeze();
    slots.close();
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system has not ended", e);
    }
    clock.close();
    Clocks.forget(clock);
  }

  private record Failures(CompletableFuture<Ending> ending) implements VirtualClock.Watcher {
    @Override
    public void failed(Throwable error) {
      ending.completeExceptionally(error);
    }

    @Override
    public void stalled(long now) {
      ending.completeExceptionally(
          new IllegalStateException(
              "nothing is pending at " + now + " ns, but the run has not ended"));
    }

    @Override
    public void stuck(String what, long seconds) {
      LOG.warn("waiting for {} for {} s", what, seconds);
    }
  }
}
