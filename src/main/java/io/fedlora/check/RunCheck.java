package io.fedlora.check;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves invariants 1 to 5 of a run from its folder alone, and 8 as far as {@code machine.jsonl}
 * tells: the journal is followed event by event, the kept updates are read beside it, and the sums
 * are compared with {@code summary.json}.
 */
public final class RunCheck {
  private final RunFolder folder;
  private final Findings findings = new Findings();
  private final Totals totals = new Totals(findings);
  private final RoundBook rounds = new RoundBook();
  private final Adapters adapters;
  private final List<Inspector> inspectors = new ArrayList<>();
  private final @Nullable FrameFile frames;
  private @Nullable Line first;
  private @Nullable Line last;

  private RunCheck(RunFolder folder, @Nullable FrameFile frames) {
    this.folder = folder;
    this.frames = frames;
    this.adapters = new Adapters(folder.adapters(), findings);
  }

  /**
   * Checks the run in a folder, whether it came to its end or broke off.
   *
   * @throws ScenarioException if there is no run in it, or a file of it cannot be read
   */
  public static Verdict of(Path folder) {
    RunFolder run = RunFolder.open(folder);
    try (FrameFile frames =
        Files.isRegularFile(run.frames()) ? new FrameFile(run.frames()) : null) {
      return new RunCheck(run, frames).verdict();
    } catch (IOException | UncheckedIOException e) {
      throw run.unreadable(e);
    }
  }

  private Verdict verdict() throws IOException {
    Journal.Read journal = new Journal(folder.events(), findings).each(this::see);
    Summary summary = Summary.read(folder.summary(), findings);
    boolean complete = last != null && last.is("run-completed");
    for (Inspector inspector : inspectors) {
      inspector.end(complete);
    }
    if (journal.torn() && summary == null && !complete) {
      findings.unchecked(
          0, "events.jsonl ends in a torn line behind line " + journal.lines() + ", left out here");
    } else if (journal.torn()) {
      findings.violation(0, "events.jsonl ends in a torn line behind line " + journal.lines());
    }
    Line started = first;
    if (started != null && started.is("run-started")) {
      new ScenarioCheck(findings).compare(folder.scenario(), started);
    }
    new MachineCheck(findings).read(folder.machine());
    new MetricsCheck(folder.path(), rounds, findings).check(complete ? summary : null);
    if (summary == null) {
      findings.unchecked(0, "there is no summary.json to compare with: the run has not ended");
    } else {
      compare(summary, journal, complete);
    }
    return findings.verdict();
  }

  private void see(Line line) {
    if (first == null) {
      first = line;
      begin(line);
    }
    last = line;
    for (Inspector inspector : inspectors) {
      inspector.see(line);
    }
  }

  private void begin(Line line) {
    if (!line.is("run-started")) {
      findings.violation(0, line, "the first event should be run-started; nothing else is checked");
      return;
    }
    Rules rules = Rules.of(line);
    Book book = new Book();
    List<Values> common = adapters.common();
    List<Values> initial = Adapters.read(folder.initial(), "initial.safetensors", findings);
    PrivacyCheck privacy =
        new PrivacyCheck(Departures.of(line), adapters, common, initial, findings);
    MergeReplay replay = new MergeReplay(rules, initial, common, findings);
    inspectors.add(book);
    inspectors.add(new OrderCheck(rules, findings));
    inspectors.add(new FrameCheck(frames, book, privacy, replay, findings));
    inspectors.add(new OutcomeCheck(findings));
    inspectors.add(new MergeCheck(rules, findings));
    inspectors.add(replay);
    if (rules.tiers() > 0) {
      inspectors.add(new TierFormationCheck(rules, findings));
      inspectors.add(new TierCheck(rules, book, findings));
    } else {
      inspectors.add(
          rules.inRounds() ? new RoundCheck(rules, findings) : new WindowCheck(rules, findings));
    }
    if (rules.inRounds() || rules.tiers() > 0) {
      inspectors.add(new PunctualityCheck(rules, findings));
    }
    inspectors.add(new RestartCheck(rules, findings));
    inspectors.add(new FreedomCheck(rules, findings));
    inspectors.add(new StalenessCheck(rules, book, findings));
    inspectors.add(new PresenceCheck(findings));
    inspectors.add(new WorkCheck(book, findings));
    inspectors.add(totals);
    inspectors.add(rounds);
  }

  private void compare(Summary summary, Journal.Read journal, boolean complete) throws IOException {
    SummaryCheck check = new SummaryCheck(summary, findings);
    Line started = first;
    if (started == null || !started.is("run-started")) {
      findings.violation(0, "summary.json is there, but the journal does not start a run");
      return;
    }
    check.ends(started, complete ? last : null);
    if (complete) {
      check.totals(totals.sums());
      check.faults(totals.faults());
    }
    List<Path> files = adapters.files();
    check.digests(journal.sha256(), files.isEmpty() ? "" : Digests.of(files), adapters.folder());
  }
}
