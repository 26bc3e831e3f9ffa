package io.fedlora.bench;

import io.fedlora.client.Steady;
import io.fedlora.clock.Pace;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
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
import io.fedlora.world.Fleet;
import io.fedlora.world.fault.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control plane alone: client actors on a fleet of log-normal speed with a deadline, a stub
 * trainer in place of a model, in virtual time.
 */
public final class ControlPlaneBench {
  private static final String FLEET =
      """
      name = control-plane
      seed = 1
      clients = %d
      rounds = %d
      local.steps = 10
      server { deadline = 3s, quorum = 0, crash-detection = 1h }
      fleet.groups = [ {
        speed = { distribution = log-normal, median = 1e9, sigma = 0.5 }
        up = 1MiB, down = 4MiB, latency = 20ms
      } ]
      """;

  private ControlPlaneBench() {}

  /**
   * What a run of the control plane came to.
   *
   * @param clients actors
   * @param updates that reached the server in time or late
   * @param updatesPerSecond of real time, from the first round to the last
   * @param heapBytesPerClient of an idle client, tensors apart
   */
  public record Result(
      int clients, long updates, double updatesPerSecond, double heapBytesPerClient) {}

  /**
   * Runs the control plane.
   *
   * @param clients actors
   * @param rounds to hold
   * @param size values of the common and of the private vector; 0 for no tensors
   * @param journalled whether events are written to a file
   */
  public static Result run(int clients, int rounds, int size, boolean journalled)
      throws InterruptedException {
    Scenario scenario =
        ScenarioFile.parse("control-plane.conf", FLEET.formatted(clients, rounds), List.of());
    Fleet fleet = Fleets.of(scenario);
    Steady steady = new Steady();
    Plan plan =
        new Plan(
            scenario.name(),
            "stub",
            new RoundRules(
                scenario.seed(), clients, rounds, scenario.local().steps(), scenario.server()),
            new Plan.Learning(
                new StubMethod(size),
                new StubTrainer(scenario.seed(), scenario.local().steps(), 100_000_000L)),
            Plan.Conditions.of(scenario, fleet, FaultPlan.NONE, client -> steady),
            Plan.Scores.ofEach(clients, 0),
            1,
            Pace.VIRTUAL,
            UpdateKeeper.NONE);
    long before = usedHeap();
    Path folder = temporaryFolder();
    @Nullable FileJournal[] opened = new FileJournal[1];
    try (Simulation simulation =
        new Simulation(
            plan,
            now -> journalled ? open(opened, folder.resolve("events.jsonl"), now) : Journal.NONE,
            List.of(),
            RunWatcher.NONE)) {
      simulation.settle();
      double heap = (double) (usedHeap() - before) / clients;
      long begun = System.nanoTime();
      Ending ending = simulation.await();
      if (opened[0] != null) {
        opened[0].finish();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      long updates = ending.counts().merged() + ending.counts().late();
      return new Result(clients, updates, updates / seconds, heap);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static Journal open(
      @Nullable FileJournal[] opened, Path file, java.util.function.LongSupplier now) {
    try {
      opened[0] = new FileJournal(file, now);
      return opened[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("fedlora-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("events.jsonl"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
