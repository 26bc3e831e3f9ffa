package io.fedlora.run;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Majority;
import io.fedlora.corpus.Section;
import io.fedlora.device.Score;
import io.fedlora.file.WholeFile;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.torch.Numerics;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.Scored;
import io.fedlora.report.ClientTally;
import io.fedlora.report.MetricsFiles;
import io.fedlora.report.Summary;
import io.fedlora.report.page.Report;
import io.fedlora.server.UpdateKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a scenario into a run folder. */
public final class Execution {
  /** The version that run folders name. */
  public static final String VERSION = "0.1.0";

  private final ScenarioRun run;
  private final RunWatcher watcher;
  private final ClientTally tally = new ClientTally();

  /**
   * @param run the scenario and all it names
   * @param watcher is told how it goes
   */
  public Execution(ScenarioRun run, RunWatcher watcher) {
    this.run = run;
    this.watcher = watcher;
  }

  /** What happened to each client so far. */
  public ClientTally tally() {
    return tally;
  }

  /**
   * Runs into a new folder.
   *
   * @throws io.fedlora.scenario.ScenarioException if the folder holds something
   * @throws InterruptedException if the calling thread is interrupted; what has been written stays
   * @throws RunFailedException if something in the run failed
   * @throws IOException if the folder cannot be written
   */
  public Summary into(Path path) throws IOException, InterruptedException {
    RunFolder.requireFree(path);
    long begun = System.nanoTime();
    try (FrozenModel model = run.loadModel()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("before the run folder was made");
      }
      RunFolder folder = RunFolder.create(path, run.scenario().resolvedText(VERSION));
      FileJournals journals = new FileJournals(folder.file("events.jsonl"));
      try (MetricsFiles metrics = new MetricsFiles(path);
          FrameFile frames = frames(folder);
          journals) {
        Plan plan = run.plan(model, frames == null ? UpdateKeeper.NONE : frames);
        if (frames != null && needsInitial()) {
          folder.writeInitial(run.method().initialCommon());
        }
        Ending ending;
        try (Simulation simulation =
            new Simulation(
                plan,
                now -> journals.open(now, tally),
                run.registrations(),
                new FolderWatcher(metrics, watcher))) {
          ending = simulation.await();
        }
        folder.writeAdapters(ending.common(), adapters(ending));
        Summary summary =
            summary(
                ending, (System.nanoTime() - begun) / 1e9, folder.fingerprint(), journals.finish());
        WholeFile.write(folder.file("summary.json"), summary.toJson());
        Report.write(path);
        return summary;
      }
    }
  }

  private boolean needsInitial() {
    return run.scenario().server().mergesOntoCommon()
        || run.method().mergeRule() == FederatedMethod.MergeRule.MEAN_OF_PARTS;
  }

  private @Nullable FrameFile frames(RunFolder folder) throws IOException {
    return run.scenario().journal().keepUpdates()
        ? new FrameFile(folder.file("updates.frames"))
        : null;
  }

  /** The parts of each client's model that are not the server's. */
  private List<State> adapters(Ending ending) {
    List<State> states = new ArrayList<>();
    for (int client = 0; client < run.population().clients(); client++) {
      Scored scored = scored(ending, client);
      List<String> own = new ArrayList<>(scored.state().names());
      own.removeAll(ending.common().names());
      states.add(scored.state().only(own));
    }
    return states;
  }

  private Scored scored(Ending ending, int client) {
    return run.method().scored(client, ending.common(), ending.own().get(run.trainerOf(client)));
  }

  private Summary summary(Ending ending, double seconds, String fingerprint, String journal) {
    List<Double> metric = ending.scores().stream().map(Score::metric).toList();
    double loss = 0;
    for (Score score : ending.scores()) {
      loss += score.loss();
    }
    List<Integer> ranks = ranks(ending);
    return new Summary(
        run.scenario().name(),
        run.scenario().method().name(),
        run.scenario().seed(),
        "completed",
        ending.rounds(),
        run.population().metric().name(),
        metric,
        ending.afterLocal().stream().map(score -> score.map(Score::metric)).toList(),
        Majority.mean(
            run.population(), Section.valueOf(run.scenario().evaluation().split().name())),
        loss / ending.scores().size(),
        ranks,
        ending.time() / 1e9,
        seconds,
        ending.counts(),
        new Summary.Traffic(
            ending.traffic().upBytes(),
            ending.traffic().downBytes(),
            ending.traffic().upParameters(),
            ending.traffic().downParameters()),
        tally.compute(),
        numerics(),
        fingerprint,
        journal);
  }

  /** One rank a client; a model that is scored for several clients on end is looked at once. */
  private List<Integer> ranks(Ending ending) {
    List<Integer> ranks = new ArrayList<>();
    Scored last = scored(ending, 0);
    int rank = EffectiveUpdate.rank(last);
    for (int client = 0; client < run.population().clients(); client++) {
      Scored scored = scored(ending, client);
      if (!EffectiveUpdate.isSame(scored, last)) {
        rank = EffectiveUpdate.rank(scored);
        last = scored;
      }
      ranks.add(rank);
    }
    return ranks;
  }

  private Summary.Numerics numerics() {
    Numerics here = Numerics.on(run.scenario().devices());
    return new Summary.Numerics(here.instructionSet(), here.nativeBuild());
  }

  /** The journal's file, which is opened once there is a clock. */
  private static final class FileJournals implements AutoCloseable {
    private final Path file;
    private @Nullable FileJournal journal;

    FileJournals(Path file) {
      this.file = file;
    }

    Journal open(LongSupplier now, Journal also) {
      FileJournal opened;
      try {
        opened = new FileJournal(file, now);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(file + " cannot be made", e);
      }
      journal = opened;
      return event -> {
        opened.append(event);
        also.append(event);
      };
    }

    String finish() throws IOException {
      FileJournal opened = journal;
      if (opened == null) {
        throw new IllegalStateException("the journal was never opened");
      }
      return opened.finish();
    }

    @Override
    public void close() throws IOException {
      FileJournal opened = journal;
      if (opened != null) {
        opened.close();
      }
    }
  }
}
