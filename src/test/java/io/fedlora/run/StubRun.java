package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.client.Steady;
import io.fedlora.clock.Pace;
import io.fedlora.journal.Event;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.ContinuousSettings;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.CrashDetection;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import io.fedlora.scenario.LateUpdates;
import io.fedlora.scenario.MergeSettings;
import io.fedlora.scenario.ServerSettings;
import io.fedlora.scenario.StalenessLaw;
import io.fedlora.scenario.StalenessSettings;
import io.fedlora.scenario.TierSettings;
import io.fedlora.server.RoundRules;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.stub.StubMethod;
import io.fedlora.stub.StubTrainer;
import io.fedlora.world.Availability;
import io.fedlora.world.DropoutPlan;
import io.fedlora.world.Fleet;
import io.fedlora.world.Profile;
import io.fedlora.world.Storm;
import io.fedlora.world.fault.Fault;
import io.fedlora.world.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Runs of the control plane with a stub trainer, a few settings away from a default. */
final class StubRun {
  static final long SECOND = 1_000_000_000L;

  long seed = 7;
  int clients = 8;
  int rounds = 5;
  int slots = 2;
  double dropout;
  long workPerDay = -1;
  long crashDetection = 600 * SECOND;
  double slowShare;
  double slowFactor = 20;
  double jitter = 1;
  long stretch = 1;
  Availability availability = Availability.ALWAYS;
  long deadline = 60 * SECOND;
  double quorum;
  double overSelection;
  int cohort = Integer.MAX_VALUE;
  boolean acceptLate;
  Optional<Duration> workLimit = Optional.empty();
  CollectionMode collection = CollectionMode.SYNCHRONOUS;
  Count buffer = Count.ALL;
  int size = 4;
  TierSettings tiers = TierSettings.NONE;
  Pace pace = Pace.VIRTUAL;
  RunWatcher watcher = RunWatcher.NONE;
  IntFunction<ClientBehaviour> behaviour = client -> new Steady();
  Map<String, Fault> faults = Map.of();

  record Outcome(Ending ending, List<String> lines, List<Event> events) {
    <E extends Event> List<E> all(Class<E> type) {
      return events.stream().filter(type::isInstance).map(type::cast).collect(Collectors.toList());
    }
  }

  Plan plan() {
    return plan(UpdateKeeper.NONE);
  }

  Outcome run() throws InterruptedException {
    Plan plan = plan(UpdateKeeper.NONE);
    EventList events = new EventList();
    try (Simulation simulation = new Simulation(plan, events::on, List.of(), watcher)) {
      Ending ending = simulation.await();
      return new Outcome(ending, events.lines(), events.events());
    }
  }

  /** The plan of the run. */
  Plan plan(UpdateKeeper keeper) {
    List<Profile> profiles = new ArrayList<>();
    int slow = (int) Math.round(clients * slowShare);
    for (int k = 0; k < clients; k++) {
      double speed = k < slow ? 1e9 / slowFactor : 1e9;
      profiles.add(
          new Profile(
              k < slow ? "slow" : "fast",
              "steady",
              speed / stretch,
              0.2 * jitter,
              1e6 / stretch,
              1e7 / stretch,
              50_000_000L * stretch,
              (long) (10_000_000L * jitter) * stretch,
              dropout,
              availability,
              Storm.NONE,
              workPerDay));
    }
    ServerSettings settings =
        new ServerSettings(
            collection,
            new Count.Exactly(Math.min(cohort, clients)),
            overSelection,
            Count.ALL,
            Optional.of(Duration.ofNanos(deadline * stretch)),
            quorum,
            acceptLate ? LateUpdates.ACCEPT : LateUpdates.DISCARD,
            workLimit,
            CrashDetection.after(Duration.ofNanos(crashDetection * stretch)),
            new ContinuousSettings(Count.ALL, buffer, 0.6, Duration.ofSeconds(30 * stretch), tiers),
            new StalenessSettings(StalenessLaw.POLYNOMIAL, Optional.of(4), 0.5, 4, 10),
            new MergeSettings(MergeSettings.Centre.MEAN, 0, 0, 1e6));
    return new Plan(
        "stub",
        "stub",
        new RoundRules(seed, clients, rounds, 10, settings),
        new Plan.Learning(new StubMethod(size), new StubTrainer(seed, 10, 1_000_000_000L)),
        new Plan.Conditions(
            new Fleet(seed, profiles),
            new DropoutPlan(seed, new DropoutPhases(1, 1, 1), new Distribution.Constant(20)),
            FaultPlan.of(seed, new TreeMap<>(faults), clients, k -> profiles.get(k).group()),
            behaviour),
        Plan.Scores.ofEach(clients, 1),
        slots,
        pace,
        keeper);
  }
}
