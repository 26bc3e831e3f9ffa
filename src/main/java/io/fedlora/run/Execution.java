package io.fedlora.run;

import io.fedlora.corpus.Majority;
import io.fedlora.corpus.Section;
import io.fedlora.device.Score;
import io.fedlora.file.CommandWord;
import io.fedlora.file.DivergenceException;
import io.fedlora.file.WholeFile;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.torch.Numerics;
import io.fedlora.method.Scored;
import io.fedlora.report.ClientTally;
import io.fedlora.report.MetricsFiles;
import io.fedlora.report.Summary;
import io.fedlora.report.page.Report;
import io.fedlora.report.tensorboard.EventFiles;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.TimeMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a scenario into a run folder. */
public final class Execution {
  /** The version that run folders name. */
  public static final String VERSION = "0.1.0";

  private static final String EVENT_FILES = "tensorboard";

  private final ScenarioRun run;
  private final RunWatcher watcher;
  private final BooleanSupplier interrupted;
  private final ClientTally tally = new ClientTally();

  /**
   * @param run the scenario and all it names
   * @param watcher is told how it goes
   */
  public Execution(ScenarioRun run, RunWatcher watcher) {
    this(run, watcher, () -> false);
  }

  /**
   * @param run the scenario and all it names
   * @param watcher is told how it goes
   * @param interrupted whether the run is to end: unlike a thread's interrupt, it cannot get lost
   */
  public Execution(ScenarioRun run, RunWatcher watcher, BooleanSupplier interrupted) {
    this.run = run;
    this.watcher = watcher;
    this.interrupted = interrupted;
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
    Session session = Session.first();
    try (FrozenModel model = Loading.of(run::loadModel)) {
      endIfInterrupted();
      RunFolder folder = RunFolder.create(path, run.scenario().resolvedText(VERSION));
      try (RunLock lock = RunLock.of(path);
          RunFiles files = RunFiles.create(folder, run.scenario())) {
        return hold(model, folder, files, session);
      }
    }
  }

  private void endIfInterrupted() throws InterruptedException {
    if (Thread.interrupted() || interrupted.getAsBoolean()) {
      throw new InterruptedException("before the first round");
    }
  }

  private boolean needsInitial() {
    return run.scenario().server().mergesOntoCommon()
        || run.method().mergeRule().followsFromBefore();
  }

  /**
   * Goes on with a run that was begun in a folder and has not ended: it is held again from its
   * first event, with the work that was finished before taken from the folder.
   *
   * @param warn is told what in the folder is not as it should be, but does not matter
   * @throws io.fedlora.scenario.ScenarioException if what lies in the folder will not do
   * @throws InterruptedException if the calling thread is interrupted; what has been written stays
   * @throws RunFailedException if something in the run failed
   * @throws IOException if the folder cannot be written
   */
  public Summary goOn(RunFolder folder, Consumer<String> warn)
      throws IOException, InterruptedException {
    if (run.scenario().time().mode() == TimeMode.WALL) {
      throw new ScenarioException(
          folder.path()
              + " holds a run in wall time, which cannot be resumed; begin anew with: fedlora"
              + " run "
              + folder.file("scenario.conf"));
    }
    try (RunLock lock = RunLock.of(folder.path())) {
      folder.clean();
      Session session = Session.after(folder.file(MetricsFiles.MACHINE));
      session.trouble().ifPresent(warn);
      try (FrozenModel model = Loading.of(run::loadModel);
          RunFiles files = RunFiles.reopen(folder, run.scenario())) {
        return again(model, folder, files, session);
      }
    }
  }

  private Summary again(FrozenModel model, RunFolder folder, RunFiles files, Session session)
      throws IOException, InterruptedException {
    try {
      return hold(model, folder, files, session);
    } catch (DivergenceException | RunFailedException e) {
      Optional<DivergenceException> found = divergence(e);
      if (found.isEmpty()) {
        throw e;
      }
      files.refuse();
      throw diverged(folder, found.get());
    }
  }

  /**
   * Does what a run has left undone that was killed between its summary and its end; as a rule,
   * nothing.
   *
   * @param folder of a run that has its summary
   * @throws io.fedlora.scenario.ScenarioException if another process is at work in the folder
   * @throws IOException if the folder cannot be written
   */
  public static void roundOff(RunFolder folder) throws IOException {
    boolean lacksPages =
        !Report.isIn(folder.path()) || !Files.isDirectory(folder.file(EVENT_FILES));
    if (folder.isEnding() || RunLock.isIn(folder.path()) || lacksPages) {
      try (RunLock lock = RunLock.of(folder.path())) {
        folder.clean();
        roundedOff(folder);
      }
    }
  }

  private static void roundedOff(RunFolder folder) throws IOException {
    Report.write(folder.path());
    EventFiles.write(folder.path());
    folder.forgetWork();
  }

  private static Optional<DivergenceException> divergence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DivergenceException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static ScenarioException diverged(RunFolder folder, DivergenceException e) {
    // The first event says which scenario it is, and by which rules.
    String reason =
        e.line() == 1 && e.file().equals(folder.file(RunFolder.EVENTS))
            ? "put scenario.conf back as it was when the run began, if that was changed, or else"
            : "it was changed, or what the run reads was;";
    return new ScenarioException(
        "%s: %s remove %s to have it written anew from the stored work, or begin anew with: fedlora run %s"
            .formatted(
                e.getMessage(), reason, e.file(), CommandWord.of(folder.file("scenario.conf"))),
        e);
  }

  private Summary hold(FrozenModel model, RunFolder folder, RunFiles files, Session session)
      throws IOException, InterruptedException {
    if (run.scenario().journal().keepUpdates() && needsInitial()) {
      folder.writeInitial(run.method().initialCommon());
    }
    Ending ending;
    try (Simulation simulation =
        new Simulation(
            run.plan(model, files.keeper()),
            now -> files.journal(now, tally),
            run.registrations(),
            new FolderWatcher(files.metrics(), session, watcher),
            files.work())) {
      endIfInterrupted();
      ending = simulation.await();
    }
    folder.writeAdapters(
        ending.common(),
        OwnAdapters.of(run.method(), ending, run.population().clients(), run::trainerOf));
    files.finish();
    FinalSpectra spectra =
        new FinalSpectra(
            ending.common(), run.population().clients(), client -> scored(ending, client));
    spectra.file().write(folder.path());
    Summary summary =
        summary(
            ending,
            spectra,
            session.seconds(),
            folder.fingerprint(run.population().clients()),
            files.journalDigest());
    folder.markEnding();
    WholeFile.write(folder.file(RunFolder.SUMMARY), summary.toJson());
    roundedOff(folder);
    return summary;
  }

  private Scored scored(Ending ending, int client) {
    return run.method().scored(client, ending.common(), ending.own().get(run.trainerOf(client)));
  }

  private Summary summary(
      Ending ending, FinalSpectra spectra, double seconds, String fingerprint, String journal) {
    List<Double> metric = ending.scores().stream().map(Score::metric).toList();
    double loss = 0;
    for (Score score : ending.scores()) {
      loss += score.loss();
    }
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
        spectra.ranks(),
        ending.time() / 1e9,
        seconds,
        ending.counts(),
        tally.faults(),
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

  private Summary.Numerics numerics() {
    Numerics here = Numerics.on(run.scenario().devices());
    return new Summary.Numerics(here.instructionSet(), here.nativeBuild());
  }
}
