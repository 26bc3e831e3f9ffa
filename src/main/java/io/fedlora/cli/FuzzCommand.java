package io.fedlora.cli;

import io.fedlora.fuzz.Fixed;
import io.fedlora.fuzz.Fuzz;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora fuzz}. */
@Command(
    name = "fuzz",
    description = {
      "Draws scenarios by seed, runs them without a model and proves every run.",
      "Fleet, faults, the way to collect updates and the method are drawn. After a third of the"
          + " rounds the world heals, and the run must come to life again.",
      "A seed that fails is printed as a scenario file, as small as it can be made."
    },
    footer = {
      "",
      "Examples:",
      "  fedlora fuzz --seeds 500",
      "  fedlora fuzz --seeds 5 --with-model",
      "  fedlora fuzz scenarios/stress/buffered.conf --seeds 100 --from 7",
      "      draws what that scenario does not set",
      "  fedlora fuzz failed.conf",
      "      holds a scenario that was printed, once, as it is"
    },
    sortOptions = false)
final class FuzzCommand implements Callable<Integer> {
  private static final int REPORT_EVERY = 500;

  private final Shell shell;
  private final List<Fuzz.Outcome> failed = new ArrayList<>();
  private long done;
  private long events;
  private long living;
  private long excused;
  private long heard;
  private long reproduced;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "A scenario file; what it sets is not drawn.")
  private @Nullable Path file;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many seeds; without it SCENARIO is held once, as it is.")
  private @Nullable Long seeds;

  @Option(
      names = "--from",
      paramLabel = "S",
      description = "The first seed; ${DEFAULT-VALUE} if not given.")
  private long from;

  @Option(
      names = "--with-model",
      description =
          "Train the smallest real model in place of a stub; its world does not heal. Slow.")
  private boolean withModel;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many at a time; as many as the machine has cores if not given.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--print",
      paramLabel = "N",
      description =
          "How many seeds that fail are made smaller and printed; ${DEFAULT-VALUE} if not given.")
  private int printed = 3;

  FuzzCommand(Shell shell) {
    this.shell = shell;
  }

  private void requireSeeds() {
    if (seeds == null && file == null) {
      throw new ScenarioException("how many seeds? write for example: fedlora fuzz --seeds 500");
    }
    if (seeds != null && seeds < 1) {
      throw new ScenarioException("--seeds " + seeds + ": write 1 or more");
    }
    if (seeds != null && from > Long.MAX_VALUE - seeds) {
      throw new ScenarioException("--from " + from + ": so many seeds behind it there are not");
    }
    if (jobs < 1) {
      throw new ScenarioException("--jobs " + jobs + ": write 1 or more");
    }
    if (printed < 0) {
      throw new ScenarioException("--print " + printed + ": write 0 or more");
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireSeeds();
    Path given = file;
    try (Interrupts.Guard guarded = shell.interrupted().guarded();
        Fuzz fuzz = new Fuzz(given == null ? Fixed.NOTHING : Fixed.of(given), withModel)) {
      if (seeds == null && given != null) {
        note(fuzz.holdFixed());
        failed.forEach(one -> one.violations().forEach(this::complain));
      } else {
        fuzz.hold(from, seeds == null ? 1 : seeds, jobs, this::note);
        print(fuzz);
      }
    }
    tell("%d runs, %d events, %d merges done again to the same bits", done, events, reproduced);
    if (!withModel) {
      tell(
          "healed worlds: %d of %d living clients heard again, %d more busy, idle or not"
              + " needed, %d never had their turn",
          heard, living, excused, living - heard - excused);
    }
    tell(failed.isEmpty() ? "no violation found" : "%d runs with violations", failed.size());
    return failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private void tell(String format, Object... values) {
    shell.out().println(String.format(Locale.ROOT, format, values));
    shell.out().flush();
  }

  private void note(Fuzz.Outcome outcome) {
    done++;
    events += outcome.events();
    living += outcome.living();
    excused += outcome.excused();
    heard += outcome.heard();
    reproduced += outcome.reproduced();
    if (!outcome.holds()) {
      failed.add(outcome);
      complain("seed " + outcome.seed() + ": " + outcome.violations().get(0));
    }
    if (done % REPORT_EVERY == 0) {
      shell.err().println(done + " seeds, " + failed.size() + " with violations");
      shell.err().flush();
    }
  }

  private void complain(String violation) {
    shell.err().println(shell.errPaint().red("VIOLATION") + " " + violation);
    shell.err().flush();
  }

  private void print(Fuzz fuzz) throws InterruptedException {
    for (Fuzz.Outcome one : failed.subList(0, Math.min(printed, failed.size()))) {
      shell.out().println(fuzz.smallest(one));
      shell.out().flush();
    }
  }
}
