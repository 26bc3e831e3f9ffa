package io.fedlora.bench;

import io.fedlora.client.Steady;
import io.fedlora.clock.Pace;
import io.fedlora.run.Ending;
import io.fedlora.run.Fleets;
import io.fedlora.run.Plan;
import io.fedlora.run.RunWatcher;
import io.fedlora.run.Simulation;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import io.fedlora.server.RoundRules;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.stub.StubMethod;
import io.fedlora.stub.StubTrainer;
import io.fedlora.world.fault.FaultPlan;
import java.util.List;

/**
 * A large fleet of phones that come and go, of which a part is at work at a time: the control plane
 * with a stub trainer in place of a model, collecting through a buffer, in virtual time.
 *
 * <p>The server does not know who is there. Of those that it asks many are away, and their places
 * stay taken until the deadline; so more must be asked than are to be at work.
 */
public final class FleetBench {
  private static final String PHONES =
      """
      name = phones
      seed = 1
      clients = %d
      rounds = %d
      local.steps = 100
      server { collection = buffered, concurrency = %d, buffer = %d, deadline = 10m, quorum = 0 }
      fleet.profile = phones
      """;

  /** A hundred steps take a phone of the middle class two minutes. */
  private static final long FLOPS_A_STEP = 10_000_000_000L;

  /** Places a client at work, at the hours of the run. */
  private static final double PLACES = 3.25;

  private static final int MERGES_OF_ALL = 10;

  private FleetBench() {}

  /**
   * What a run came to.
   *
   * @param clients registered
   * @param asked how many requests the server keeps open
   * @param atWork how many clients worked at a time, on average over virtual time
   * @param virtualSeconds that passed in the run
   * @param events that were journalled, comings and goings included
   * @param updates that were merged
   * @param setUpSeconds real time until every actor was made
   * @param seconds real time of the run, without that of looking at the heap
   * @param idleHeapBytes of the whole fleet before the first request
   * @param busyHeapBytes of all there is in the middle of the run
   * @param workingThen how many clients were at work at that instant
   * @param peakHeapBytes the most that the heap ever held, garbage included
   */
  public record Result(
      int clients,
      int asked,
      double atWork,
      double virtualSeconds,
      long events,
      long updates,
      double setUpSeconds,
      double seconds,
      long idleHeapBytes,
      long busyHeapBytes,
      int workingThen,
      long peakHeapBytes) {
    /** Events a second of real time. */
    public double eventsPerSecond() {
      return events / seconds;
    }

    /** Merged updates a second of real time. */
    public double updatesPerSecond() {
      return updates / seconds;
    }

    /** Heap a registered client, in bytes. */
    public double heapPerClient() {
      return (double) idleHeapBytes / clients;
    }

    /** Heap a client at work besides, in bytes. */
    public double heapPerWorking() {
      return (double) (busyHeapBytes - idleHeapBytes) / workingThen;
    }
  }

  /**
   * Runs the fleet.
   *
   * @param clients registered
   * @param active to be at work at a time, more or less
   * @param rounds how often all of these are merged, a tenth at a time
   */
  public static Result run(int clients, int active, int rounds) throws InterruptedException {
    long before = ControlPlaneBench.usedHeap();
    PeakHeap peak = new PeakHeap();
    long begun = System.nanoTime();
    int asked = (int) Math.round(PLACES * active);
    int merges = rounds * MERGES_OF_ALL;
    Plan plan = plan(clients, merges, asked, Math.max(1, active / MERGES_OF_ALL));
    FleetMeter[] made = new FleetMeter[1];
    try (Simulation simulation =
        new Simulation(
            plan,
            now -> {
              made[0] = new FleetMeter(now, merges / 2);
              return made[0];
            },
            List.of(),
            RunWatcher.NONE)) {
      FleetMeter meter = made[0];
      simulation.settle();
      long ready = System.nanoTime();
      long idle = ControlPlaneBench.usedHeap() - before;
      long started = System.nanoTime();
      Ending ending = simulation.await();
      long ended = System.nanoTime();
      return new Result(
          clients,
          asked,
          meter.atWork(),
          ending.time() / 1e9,
          meter.events(),
          ending.counts().merged(),
          (ready - begun) / 1e9,
          (ended - started - meter.lookedFor()) / 1e9,
          idle,
          meter.busyHeap() - before,
          meter.workingThen(),
          peak.bytes());
    }
  }

  private static Plan plan(int clients, int merges, int asked, int buffer) {
    String text = PHONES.formatted(clients, merges, asked, buffer);
    Scenario scenario = ScenarioFile.parse("phones.conf", text, List.of());
    Steady steady = new Steady();
    return new Plan(
        scenario.name(),
        "stub",
        new RoundRules(
            scenario.seed(), clients, merges, scenario.local().steps(), scenario.server()),
        new Plan.Learning(
            new StubMethod(0),
            new StubTrainer(scenario.seed(), scenario.local().steps(), FLOPS_A_STEP)),
        Plan.Conditions.of(scenario, Fleets.of(scenario), FaultPlan.NONE, client -> steady),
        Plan.Scores.ofEach(clients, 0),
        1,
        Pace.VIRTUAL,
        UpdateKeeper.NONE);
  }
}
