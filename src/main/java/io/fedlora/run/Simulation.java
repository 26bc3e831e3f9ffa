package io.fedlora.run;

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
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A run of a plan on a {@link Stage}, from the first round to the last. */
public final class Simulation implements AutoCloseable {
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final Stage stage;
  private final boolean lent;
  private final Slots slots;

  /**
   * Sets up the actors on a stage of their own; no time passes yet.
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
   * Sets up the actors on a stage of their own; no time passes yet.
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
    this(new Stage(plan.pace()), false, plan, journal, registered, watcher, store);
  }

  /**
   * Sets up the actors on a stage that others have been on before; no time passes yet. Closing the
   * simulation clears the stage.
   *
   * @param stage of the plan's pace
   * @param journal makes the journal from the clock's time
   * @param registered events that go before all others
   */
  public Simulation(
      Stage stage,
      Plan plan,
      Function<LongSupplier, Journal> journal,
      List<Event> registered,
      RunWatcher watcher) {
    this(stage, true, plan, journal, registered, watcher, WorkStore.NONE);
  }

  private Simulation(
      Stage stage,
      boolean lent,
      Plan plan,
      Function<LongSupplier, Journal> journal,
      List<Event> registered,
      RunWatcher watcher,
      WorkStore store) {
    this.stage = stage;
    this.lent = lent;
    VirtualClock clock = stage.clock();
    Journal events = journal.apply(clock::now);
    events.append(started(plan));
    registered.forEach(events::append);
    this.slots = new Slots(plan.slots());
    stage.enter(
        Director.create(
            new Director.Equipment(
                plan, clock, slots, events, new Ledger(events), watcher, store, ending)),
        ending);
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
    stage.tell(new Director.Ready(made));
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
        plan.conditions().fleet().profiles().size(),
        server.rounds(),
        key(settings.collection()),
        server.deadline(),
        server.crashDetection(),
        settings.quorum(),
        server.acceptsLate(),
        server.steps(),
        server.workLimit(),
        server.concurrency(),
        server.bufferSize(),
        mixes ? settings.continuous().mixing() : 0,
        server.period(),
        server.tiers(),
        server.tiers() == 0 ? "" : key(settings.continuous().tiers().tierWeights()),
        key(staleness.staleness()),
        staleness.stalenessBound().orElse(-1),
        staleness.stalenessExponent(),
        staleness.hingeDelay(),
        staleness.hingeSlope(),
        key(plan.learning().method().mergeRule()),
        plan.learning().method().mergeTerms(),
        key(settings.merge().centre()),
        settings.merge().trim(),
        settings.merge().clipNorm(),
        key(plan.pace()),
        plan.scores().metric(),
        Departures.of(plan.learning().method(), server.rounds()));
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
    begin();
    try {
      return ending.get();
    } catch (ExecutionException e) {
      throw RunFailedException.of(e);
    }
  }

  /**
   * Lets time pass until the run is over, or somebody has seen enough of it; it is then to be
   * closed where it stands.
   *
   * @param enough to be completed by who watches
   * @throws InterruptedException if the calling thread is interrupted; the run can then be closed
   * @throws RunFailedException if something in the run failed
   */
  public void awaitUntil(CompletableFuture<?> enough) throws InterruptedException {
    begin();
    try {
      CompletableFuture.anyOf(ending, enough).get();
    } catch (ExecutionException e) {
      throw RunFailedException.of(e);
    }
  }

  private void begin() {
    stage.tell(Director.Start.NOW);
    stage.clock().thaw();
  }

  /** Lets device threads come to their end and ends the actors; what is not lent, the clock too. */
  @Override
  public void close() {
    stage.clock().freeze();
    slots.close();
    if (lent) {
      stage.clear();
    } else {
      stage.close();
    }
  }
}
