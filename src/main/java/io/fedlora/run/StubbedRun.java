package io.fedlora.run;

import io.fedlora.clock.Pace;
import io.fedlora.corpus.BatchSchedule;
import io.fedlora.corpus.Population;
import io.fedlora.device.ModelTrainer;
import io.fedlora.device.Score;
import io.fedlora.file.WholeFile;
import io.fedlora.journal.Event;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
import io.fedlora.method.FederatedMethod;
import io.fedlora.report.ClientTally;
import io.fedlora.report.Summary;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.server.RoundRules;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.stub.NoiseModel;
import io.fedlora.stub.StubTexts;
import io.fedlora.world.Fleet;
import io.fedlora.world.fault.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scenario without its model and its texts: server, clients, fleet, faults and method are the
 * scenario's; local work is the method's own, on a {@link NoiseModel} of the smallest shape.
 */
public final class StubbedRun {
  private final Scenario scenario;
  private final Population population;
  private final FederatedMethod method;
  private final Fleet fleet;
  private final Plan plan;

  /**
   * Finds everything.
   *
   * @param written the scenario, which gets the defaults of its method
   * @param healedAfter the round after which nothing goes wrong any more; 0 for never
   * @throws ScenarioException if the scenario names something that is not there or does not fit
   */
  public StubbedRun(Scenario written, int healedAfter) {
    this.scenario =
        Registries.METHODS.settle(written, written.method().name(), written.method().options());
    this.population = StubTexts.of(scenario.clients());
    this.method = ScenarioRun.method(scenario, StubTexts.ENCODER, population.labels().size());
    MergeFit.require(scenario, method);
    Fleet all = Fleets.of(scenario);
    this.fleet = method.pooled() ? all.first(1) : all;
    var behaviours = Behaviours.of(scenario, fleet.profiles().size());
    FaultPlan faults = Faults.of(scenario, fleet).healedAfter(healedAfter);
    Population trainers = method.pooled() ? Texts.pooled(population) : population;
    BatchSchedule schedule =
        new BatchSchedule(
            population.table(), trainers.shards(), scenario.local().batchSize(), scenario.seed());
    ModelTrainer trainer =
        new ModelTrainer(
            method,
            new NoiseModel(StubTexts.ENCODER),
            trainers,
            population,
            schedule,
            new ModelTrainer.Settings(
                scenario.seed(),
                scenario.local().steps(),
                client -> population.shards().get(client).test()));
    this.plan =
        new Plan(
            scenario.name(),
            scenario.method().name(),
            new RoundRules(
                scenario.seed(),
                fleet.profiles().size(),
                scenario.rounds(),
                scenario.local().steps(),
                scenario.server()),
            new Plan.Learning(method, trainer),
            Plan.Conditions.of(scenario, fleet, faults, behaviours::get),
            new Plan.Scores(
                population.clients(),
                client -> method.pooled() ? 0 : client,
                scenario.evaluation().every(),
                population.metric().name()),
            scenario.devices().slots(),
            Pace.VIRTUAL,
            UpdateKeeper.NONE);
  }

  /** The plan of the simulation, which keeps no updates. */
  public Plan plan() {
    return plan;
  }

  /** The rules of the server. */
  public RoundRules server() {
    return plan.server();
  }

  /** Hardware and connections. */
  public Fleet fleet() {
    return fleet;
  }

  /**
   * Runs into a new folder, which then holds all that can be proved of a run.
   *
   * @param stage where it is played; cleared afterwards
   * @param listener made from the clock's time, is told every event in turns of the clock; what it
   *     throws ends the run
   * @throws RunFailedException if something in the run failed
   */
  public void into(Stage stage, Path path, Function<LongSupplier, Journal> listener)
      throws IOException, InterruptedException {
    RunFolder folder = RunFolder.create(path, scenario.resolvedText(Execution.VERSION));
    folder.writeInitial(method.initialCommon());
    ClientTally tally = new ClientTally();
    Book book = new Book(folder.file(RunFolder.EVENTS), tally, listener);
    Ending ending;
    try (FrameFile frames = new FrameFile(folder.file(RunFolder.FRAMES));
        Simulation simulation =
            new Simulation(
                stage, plan.keptBy(frames), book::opened, registrations(), RunWatcher.NONE)) {
      ending = simulation.await();
    } catch (RunFailedException e) {
      book.close();
      throw e;
    }
    String digest = book.finish();
    folder.writeAdapters(
        ending.common(),
        OwnAdapters.of(method, ending, population.clients(), plan.scores().trainerOf()));
    WholeFile.write(
        folder.file(RunFolder.SUMMARY),
        summary(ending, tally, folder.fingerprint(population.clients()), digest).toJson());
  }

  /**
   * Runs with nothing written, to its end or until somebody has seen enough.
   *
   * @param stage where it is played; cleared afterwards
   * @param listener made from the clock's time, is told every event in turns of the clock; what it
   *     throws ends the run
   * @param enough to be completed by the listener; events that come after are of no account
   * @throws RunFailedException if something in the run failed
   */
  public void watched(
      Stage stage, Function<LongSupplier, Journal> listener, CompletableFuture<?> enough)
      throws InterruptedException {
    try (Simulation simulation =
        new Simulation(stage, plan, listener, registrations(), RunWatcher.NONE)) {
      simulation.awaitUntil(enough);
    }
  }

  /** The journal in a file, with those that listen. */
  private static final class Book {
    private final Path file;
    private final Journal tally;
    private final Function<LongSupplier, Journal> listener;
    private @Nullable FileJournal journal;

    Book(Path file, Journal tally, Function<LongSupplier, Journal> listener) {
      this.file = file;
      this.tally = tally;
      this.listener = listener;
    }

    Journal opened(LongSupplier now) {
      try {
        FileJournal begun = new FileJournal(file, now);
        journal = begun;
        Journal also = listener.apply(now);
        return event -> {
          begun.append(event);
          tally.append(event);
          also.append(event);
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String finish() throws IOException {
      if (journal == null) {
        throw new IllegalStateException(file + " was never begun");
      }
      return journal.finish();
    }

    void close() throws IOException {
      if (journal != null) {
        journal.close();
      }
    }
  }

  private List<Event> registrations() {
    List<Event> events = new ArrayList<>();
    for (int client = 0; client < fleet.profiles().size(); client++) {
      var profile = fleet.profile(client);
      events.add(
          new Event.ClientRegistered(
              client,
              profile.group(),
              profile.behaviour(),
              population.shards().get(client).train().length,
              population.shards().get(client).test().length,
              new TreeMap<>(),
              profile.speed(),
              profile.up(),
              profile.down(),
              profile.latency()));
    }
    return events;
  }

  private Summary summary(Ending ending, ClientTally tally, String fingerprint, String journal) {
    return new Summary(
        scenario.name(),
        scenario.method().name(),
        scenario.seed(),
        "completed",
        ending.rounds(),
        population.metric().name(),
        ending.scores().stream().map(Score::metric).toList(),
        ending.afterLocal().stream().map(score -> score.map(Score::metric)).toList(),
        Optional.empty(),
        0,
        ending.scores().stream().map(score -> 0).toList(),
        ending.time() / 1e9,
        0,
        ending.counts(),
        tally.faults(),
        new Summary.Traffic(
            ending.traffic().upBytes(),
            ending.traffic().downBytes(),
            ending.traffic().upParameters(),
            ending.traffic().downParameters()),
        tally.compute(),
        new Summary.Numerics("stub", "stub"),
        fingerprint,
        journal);
  }
}
