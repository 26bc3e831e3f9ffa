package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.clock.Pace;
import io.fedlora.corpus.BatchSchedule;
import io.fedlora.corpus.Population;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Tokenizer;
import io.fedlora.device.ModelTrainer;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.foundation.checkpoint.Checkpoints;
import io.fedlora.foundation.linear.LinearModel;
import io.fedlora.foundation.torch.ModelLoader;
import io.fedlora.journal.Event;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.Setting;
import io.fedlora.scenario.EvaluationSettings.Split;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.TimeMode;
import io.fedlora.server.RoundRules;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.world.Fleet;
import io.fedlora.world.fault.FaultPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a scenario comes to once everything it names has been found: texts shared out, method,
 * fleet. Making one reads and checks everything but the weights' use; it writes nothing.
 */
public final class ScenarioRun {
  private static final String MODEL = "foundation.model";

  private final Scenario scenario;
  private final Checkpoint checkpoint;
  private final Population population;
  private final FederatedMethod method;
  private final Fleet fleet;
  private final List<ClientBehaviour> behaviours;
  private final FaultPlan faults;

  /**
   * Finds everything.
   *
   * @param written the scenario, which gets the defaults of its method
   * @throws ScenarioException if the scenario names something that is not there or does not fit
   */
  public ScenarioRun(Scenario written) {
    this.scenario =
        Registries.METHODS.settle(written, written.method().name(), written.method().options());
    this.checkpoint = open(scenario);
    this.population = Texts.of(scenario, checkpoint);
    this.method =
        StartingAdapter.of(
            scenario, method(scenario, checkpoint.architecture(), population.labels().size()));
    MergeFit.require(scenario, method);
    Fleet all = Fleets.of(scenario);
    this.fleet = method.pooled() ? all.first(1) : all;
    this.behaviours = Behaviours.of(scenario, fleet.profiles().size());
    this.faults = Faults.of(scenario, fleet);
    requireScored();
    requireFloat64();
  }

  static Checkpoint open(Scenario scenario) {
    try {
      return Checkpoints.open(scenario.foundation().model(), null);
    } catch (ScenarioException e) {
      throw unusable(scenario, e);
    }
  }

  /**
   * The tokenizer of a scenario's model.
   *
   * @throws ScenarioException if its file is damaged
   */
  static Tokenizer tokenizer(Scenario scenario, Checkpoint checkpoint) {
    try {
      return checkpoint.tokenizer().get();
    } catch (ScenarioException e) {
      throw unusable(scenario, e);
    }
  }

  /** A file of the model that will not do; what names the key itself has its own remedy. */
  private static ScenarioException unusable(Scenario scenario, ScenarioException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith(MODEL)
        ? scenario.located(failure)
        : scenario.error(MODEL, message, "fetch the file again, or name another folder");
  }

  /** The method of a scenario, on a model of that shape and for so many labels. */
  static FederatedMethod method(Scenario scenario, Architecture architecture, int classes) {
    Setting setting =
        new Setting(
            scenario.seed(),
            scenario.clients(),
            groups(scenario),
            scenario.rounds(),
            scenario.local().steps(),
            architecture.isLinear() ? 0 : classes,
            architecture,
            Pooling.valueOf(scenario.foundation().pooling().name()),
            precision(scenario));
    return Registries.METHODS.create(
        scenario.method().name(), scenario.method().options(), setting);
  }

  /** The fleet's group of each client, whether or not the method pools them. */
  private static List<String> groups(Scenario scenario) {
    List<String> groups = new ArrayList<>();
    int[] sizes = scenario.fleet().sizes(scenario.clients());
    for (int group = 0; group < sizes.length; group++) {
      groups.addAll(Collections.nCopies(sizes[group], scenario.fleet().groups().get(group).name()));
    }
    return groups;
  }

  private static Precision precision(Scenario scenario) {
    return Precision.valueOf(scenario.foundation().precision().name());
  }

  private void requireScored() {
    if (scenario.evaluation().split() != Split.VALIDATION) {
      return;
    }
    for (int client = 0; client < population.clients(); client++) {
      if (population.shards().get(client).validation().length > 0) {
        continue;
      }
      throw scenario.error(
          "evaluation.split",
          "client " + client + " has no validation texts",
          "set corpus.validation-per-client above 0, or evaluation.split = test");
    }
  }

  private void requireFloat64() {
    if (checkpoint.architecture().isLinear() && precision(scenario) != Precision.FLOAT64) {
      throw scenario.error(
          "foundation.precision",
          "the model " + checkpoint.name() + " computes in float64 only",
          "write foundation.precision = float64");
    }
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** The frozen model as it was read. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Every client's texts. */
  public Population population() {
    return population;
  }

  /** The method. */
  public FederatedMethod method() {
    return method;
  }

  /** Hardware and connections. */
  public Fleet fleet() {
    return fleet;
  }

  /** The trainer whose model is scored for a client. */
  public int trainerOf(int client) {
    return method.pooled() ? 0 : client;
  }

  /** Loads the frozen model onto the device that the scenario asks for. */
  public FrozenModel loadModel() {
    if (checkpoint.architecture().isLinear()) {
      return new LinearModel(checkpoint.architecture(), population.table());
    }
    try {
      return ModelLoader.load(
          checkpoint,
          precision(scenario),
          population.table(),
          scenario.foundation().activationMemory().bytes(),
          scenario.devices());
    } catch (ScenarioException e) {
      throw scenario.source().located(e);
    }
  }

  /** The plan of the simulation. */
  public Plan plan(FrozenModel model, UpdateKeeper keeper) {
    Population trainers = method.pooled() ? Texts.pooled(population) : population;
    BatchSchedule schedule =
        new BatchSchedule(
            population.table(), trainers.shards(), scenario.local().batchSize(), scenario.seed());
    ModelTrainer trainer =
        new ModelTrainer(
            method,
            model,
            trainers,
            population,
            schedule,
            new ModelTrainer.Settings(scenario.seed(), scenario.local().steps(), this::examined));
    return new Plan(
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
            this::trainerOf,
            scenario.evaluation().every(),
            population.metric().name()),
        scenario.devices().slots(),
        scenario.time().mode() == TimeMode.WALL ? Pace.WALL : Pace.VIRTUAL,
        keeper);
  }

  private int[] examined(int client) {
    Shard shard = population.shards().get(client);
    return scenario.evaluation().split() == Split.TEST ? shard.test() : shard.validation();
  }

  /** The registration of every client, for the journal. */
  public List<Event> registrations() {
    Population trainers = method.pooled() ? Texts.pooled(population) : population;
    List<Event> events = new ArrayList<>();
    for (int client = 0; client < fleet.profiles().size(); client++) {
      var profile = fleet.profile(client);
      events.add(
          new Event.ClientRegistered(
              client,
              profile.group(),
              profile.behaviour(),
              trainers.shards().get(client).train().length,
              examined(client).length,
              Texts.labels(trainers, client),
              profile.speed(),
              profile.up(),
              profile.down(),
              profile.latency()));
    }
    return events;
  }
}
