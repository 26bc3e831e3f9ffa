package io.fedlora.run;

import io.fedlora.adapter.State;
import io.fedlora.client.Steady;
import io.fedlora.clock.Pace;
import io.fedlora.device.Score;
import io.fedlora.file.WholeFile;
import io.fedlora.journal.Event;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
import io.fedlora.report.ClientTally;
import io.fedlora.report.MetricsFiles;
import io.fedlora.report.Summary;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import io.fedlora.server.RoundRules;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.stub.StubMethod;
import io.fedlora.stub.StubTrainer;
import io.fedlora.world.DropoutPlan;
import io.fedlora.world.Fleet;
import io.fedlora.world.Profile;
import io.fedlora.world.fault.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Whole run folders of many clients in little time: real rounds, a stub in place of a model. */
public final class StubFolder {
  private static final int LABELS = 8;
  private static final String SCENARIO =
      """
      name = stress
      clients = %d
      rounds = %d
      seed = %d
      method.name = %s
      server { deadline = 12s, quorum = 0, late-updates = accept, cohort = 0.6 }
      fleet.dropout = 0.15
      fleet.downtime = 15s
      fleet.groups = [
        { name = ordinary, share = 0.7, speed = 4e9, speed-jitter = 0.3 }
        { name = straggler, share = 0.2, speed = 1e9, speed-jitter = 0.5, up = 64KiB }
        { name = nightly, share = 0.1, speed = 4e9, available { period = 60s, windows = [ { from = 0s, to = 25s } ] } }
      ]
      """;

  private StubFolder() {}

  /** For trying pages out: {@code StubFolder FOLDER CLIENTS ROUNDS SEED}. */
  public static void main(String[] given) throws IOException, InterruptedException {
    int clients = Integer.parseInt(given[1]);
    write(
        Path.of(given[0]),
        "pf2lora",
        clients,
        Integer.parseInt(given[2]),
        Long.parseLong(given[3]));
    System.exit(0);
  }

  /** Runs into a new folder. */
  public static Path write(Path path, String method, int clients, int rounds, long seed)
      throws IOException, InterruptedException {
    Scenario scenario =
        ScenarioFile.parse(
            "stress.conf", SCENARIO.formatted(clients, rounds, seed, method), List.of());
    Fleet fleet = Fleets.of(scenario);
    Steady steady = new Steady();
    StubTrainer trainer = new StubTrainer(seed, 10, 1_000_000_000L);
    Plan plan =
        new Plan(
            scenario.name(),
            method,
            new RoundRules(seed, clients, rounds, 10, scenario.server()),
            new Plan.Learning(new StubMethod(4), trainer),
            new Plan.Conditions(
                fleet,
                new DropoutPlan(
                    seed, scenario.fleet().dropoutPhases(), scenario.fleet().downtime()),
                FaultPlan.NONE,
                client -> steady),
            Plan.Scores.ofEach(clients, 1),
            1,
            Pace.VIRTUAL,
            UpdateKeeper.NONE);
    RunFolder folder = RunFolder.create(path, scenario.resolvedText(Execution.VERSION));
    ClientTally tally = new ClientTally();
    AtomicReference<FileJournal> journal = new AtomicReference<>();
    Ending ending;
    try (MetricsFiles metrics = new MetricsFiles(path);
        Simulation simulation =
            new Simulation(
                plan,
                now -> journal(folder.file("events.jsonl"), now, journal, tally),
                registrations(fleet, clients),
                new FolderWatcher(metrics, Session.first(), RunWatcher.NONE))) {
      ending = simulation.await();
    }
    String digest = journal.get().finish();
    List<State> own = new ArrayList<>();
    ending.own().forEach(one -> own.add(one.state()));
    folder.writeAdapters(ending.common(), own.subList(0, Math.min(clients, 4)));
    Summary summary =
        summary(scenario, method, ending, tally, folder.fingerprint(Math.min(clients, 4)), digest);
    WholeFile.write(folder.file("summary.json"), summary.toJson());
    return path;
  }

  private static Journal journal(
      Path file,
      java.util.function.LongSupplier now,
      AtomicReference<FileJournal> opened,
      Journal also) {
    try {
      FileJournal journal = new FileJournal(file, now);
      opened.set(journal);
      return event -> {
        journal.append(event);
        also.append(event);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Event> registrations(Fleet fleet, int clients) {
    List<Event> events = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      Profile profile = fleet.profile(client);
      TreeMap<String, Integer> labels = new TreeMap<>();
      for (int label = 0; label < LABELS; label++) {
        labels.put("topic " + label, 1 + (label == client % LABELS ? 40 : (client + label) % 5));
      }
      events.add(
          new Event.ClientRegistered(
              client,
              profile.group(),
              profile.behaviour(),
              64,
              100,
              labels,
              profile.speed(),
              profile.up(),
              profile.down(),
              profile.latency()));
    }
    return events;
  }

  private static Summary summary(
      Scenario scenario,
      String method,
      Ending ending,
      ClientTally tally,
      String fingerprint,
      String journal) {
    return new Summary(
        scenario.name(),
        method,
        scenario.seed(),
        "completed",
        ending.rounds(),
        "score",
        ending.scores().stream().map(Score::metric).toList(),
        ending.afterLocal().stream().map(score -> score.map(Score::metric)).toList(),
        Optional.empty(),
        0,
        ending.scores().stream().map(score -> 1).toList(),
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
