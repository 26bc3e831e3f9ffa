package io.fedlora.run;

import io.fedlora.device.WorkStore;
import io.fedlora.file.CommandWord;
import io.fedlora.file.GrowingFile;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.foundation.torch.Numerics;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
import io.fedlora.report.MetricsFiles;
import io.fedlora.resume.ForeignWorkException;
import io.fedlora.resume.StoredWork;
import io.fedlora.scenario.ByteSize;
import io.fedlora.scenario.CheckpointSettings;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.TimeMode;
import io.fedlora.server.UpdateKeeper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The files that grow while a run goes on, open. */
final class RunFiles implements AutoCloseable {
  private final Path events;
  private final GrowingFile lines;
  private final MetricsFiles metrics;
  private final @Nullable FrameFile frames;
  private final WorkStore work;
  private final List<Closeable> open;
  private @Nullable FileJournal journal;
  private String digest = "";

  private RunFiles(RunFolder folder, Scenario scenario, boolean again) throws IOException {
    List<Closeable> opened = new ArrayList<>();
    this.open = opened;
    try {
      this.events = folder.file(RunFolder.EVENTS);
      this.work = work(folder, scenario, opened);
      this.lines = again ? GrowingFile.toldAgain(events) : GrowingFile.create(events);
      opened.add(lines);
      this.metrics =
          again ? MetricsFiles.toldAgain(folder.path()) : new MetricsFiles(folder.path());
      opened.add(metrics);
      this.frames = frames(folder, scenario, opened);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The files of a run that begins. */
  static RunFiles create(RunFolder folder, Scenario scenario) throws IOException {
    return new RunFiles(folder, scenario, false);
  }

  /**
   * The files of a run that goes on, which all will be told again from the beginning.
   *
   * @throws ScenarioException if what is stored is damaged, or of another run
   */
  static RunFiles reopen(RunFolder folder, Scenario scenario) throws IOException {
    try {
      return new RunFiles(folder, scenario, true);
    } catch (ForeignWorkException e) {
      throw new ScenarioException(foreign(folder, e), e);
    } catch (UnreadableFileException e) {
      throw new ScenarioException(
          e.getMessage()
              + "; remove "
              + folder.file(RunFolder.WORK)
              + " to have all work done again, or begin anew",
          e);
    }
  }

  /** Who has changed the scenario is not to remove what is of the right one. */
  private static String foreign(RunFolder folder, ForeignWorkException e) {
    return scenarioIn(e.stored()).equals(scenarioIn(e.expected()))
        ? e.getMessage()
            + "; remove "
            + folder.file(RunFolder.WORK)
            + " to have all work done again, or begin anew"
        : changedScenario(folder);
  }

  private static String changedScenario(RunFolder folder) {
    Path scenario = folder.file(RunFolder.SCENARIO);
    return scenario
        + ": is not what the run began with, as checkpoint/work.log tells; put it back as it was, or"
        + " begin anew with: fedlora run "
        + CommandWord.of(scenario);
  }

  private static String scenarioIn(String run) {
    return run.split(",", 2)[0];
  }

  private static WorkStore work(RunFolder folder, Scenario scenario, List<Closeable> opened)
      throws IOException {
    CheckpointSettings settings = scenario.checkpoint();
    if (!settings.keepWork() || scenario.time().mode() == TimeMode.WALL) {
      return WorkStore.NONE;
    }
    Numerics numerics = Numerics.on(scenario.devices());
    String run =
        "scenario %s, computed by %s with %s"
            .formatted(
                digest(scenario.resolvedText(Execution.VERSION)).substring(0, 16),
                numerics.instructionSet(),
                numerics.nativeBuild());
    StoredWork stored =
        new StoredWork(
            folder.file(RunFolder.WORK),
            run,
            new StoredWork.Settings(
                settings.syncEvery(),
                settings.rewriteAbove().bytes(),
                settings.keepAtMost().map(ByteSize::bytes).orElse(Long.MAX_VALUE)));
    opened.add(stored);
    return stored;
  }

  private static @Nullable FrameFile frames(
      RunFolder folder, Scenario scenario, List<Closeable> opened) throws IOException {
    if (!scenario.journal().keepUpdates()) {
      return null;
    }
    FrameFile frames = new FrameFile(folder.file(RunFolder.FRAMES));
    opened.add(frames);
    return frames;
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Begins the journal, now that there is a clock; events also go to someone else. */
  Journal journal(LongSupplier now, Journal also) {
    FileJournal begun = new FileJournal(lines, now);
    journal = begun;
    return event -> {
      begun.append(event);
      also.append(event);
    };
  }

  MetricsFiles metrics() {
    return metrics;
  }

  /** Where updates are kept. */
  UpdateKeeper keeper() {
    return frames == null ? UpdateKeeper.NONE : frames;
  }

  /**
   * The run came out otherwise than before: the updates that it kept this time are not the run's.
   */
  void refuse() {
    if (frames != null) {
      frames.refuse();
    }
  }

  /** Where finished work is stored. */
  WorkStore work() {
    return work;
  }

  /**
   * Closes what a run that has come to its end leaves.
   *
   * @throws io.fedlora.file.DivergenceException if a run that goes on came out otherwise than
   *     before
   */
  void finish() throws IOException {
    FileJournal begun = journal;
    if (begun == null) {
      throw new IllegalStateException(events + " was never begun");
    }
    digest = begun.finish();
    metrics.requireAllTold();
    close();
  }

  /** SHA-256 of the journal of a run that has come to its end. */
  String journalDigest() {
    return digest;
  }

  /** Closes everything, the last opened first; may be called twice. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    FileJournal begun = journal;
    if (begun != null) {
      begun.close();
    }
    for (; !open.isEmpty(); open.remove(open.size() - 1)) {
      try {
        open.get(open.size() - 1).close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
