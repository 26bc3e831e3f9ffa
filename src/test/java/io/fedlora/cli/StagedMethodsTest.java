package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Methods that pass from one stage to another, through the command line: their merges can be
 * repeated from what is in the folder, decisions included.
 */
class StagedMethodsTest {
  /** A client that crashes begins again with nothing. */
  private static final List<String> LOSSES =
      List.of(
          "rounds=10",
          "server.deadline=10s",
          "server.crash-detection=10s",
          "server.quorum=0.25",
          "faults.crash={ probability = 0.3, downtime = 2s, private-part = lost,"
              + " safe-copy-every = 50 }",
          "fleet.groups=[{ speed = 1e8 }]");

  private static final List<String> STRAGGLERS =
      List.of(
          "rounds=6",
          "fleet.dropout=0.3",
          "fleet.downtime=5s",
          "server.deadline=10s",
          "server.quorum=0.25",
          "server.late-updates=accept",
          "fleet.groups=[{ name = near, share = 0.75, speed = 1e8 },"
              + " { name = distant, share = 0.25, speed = 1e8, latency = 6s, dropout = 0 }]");

  @TempDir private Path folder;

  private Path run(String method, List<String> faults, String... options) {
    Path out = folder.resolve(method);
    List<String> arguments =
        new ArrayList<>(List.of("run", "scenarios/tiny.conf", "method.name=" + method));
    arguments.addAll(faults);
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--out", out.toString(), "--quiet"));
    CommandLineCall call = CommandLineCall.of(arguments.toArray(String[]::new));
    assertThat(call.status()).as(call.err()).isZero();
    return out;
  }

  private static int of(Path run, String outcome) throws IOException {
    return JsonParser.parseString(Files.readString(run.resolve("summary.json")))
        .getAsJsonObject()
        .getAsJsonObject("updates")
        .get(outcome)
        .getAsInt();
  }

  private static void assertEveryVersionRepeated(Path run, int versions) {
    CommandLineCall check = CommandLineCall.of("check", run.toString());
    assertThat(check.status()).as(check.out() + check.err()).isZero();
    assertThat(check.out())
        .contains(versions + " merged versions", versions + " versions reproduced bit by bit");
  }

  @Test
  void whatIsLateForItsStageIsDiscarded() throws IOException {
    // The distant client is asked in rounds 1 and 5, and its updates arrive in rounds 4 and 6.
    Path run = run("sa-fedlora", STRAGGLERS, "method.final-rank=2", "method.initiating-rounds=3");
    assertEveryVersionRepeated(run, 6);
    assertThat(of(run, "rejected")).isZero();
    assertThat(of(run, "late")).isPositive();
    assertThat(of(run, "mergedLate")).isPositive();
  }

  @Test
  void aClientThatHasLostWhatItWasHandedIsHandedItAgain() throws IOException {
    for (String method : List.of("fedfmsl", "sa-fedlora")) {
      Path run = run(method, LOSSES, "method.rank=4");
      assertEveryVersionRepeated(run, 10);
      List<String> flags = new ArrayList<>();
      for (String line : Files.readAllLines(run.resolve("events.jsonl"))) {
        if (line.contains("\"part\":\"holders\"")) {
          flags.add(line.substring(line.indexOf("values")));
        }
      }
      assertThat(flags).as(method).hasSizeGreaterThan(2).anyMatch(one -> one.contains("[1,1,1,1]"));
      assertThat(flags.get(flags.size() - 1)).as(method).contains("0");
      assertThat(of(run, "rejected")).as(method).isZero();
    }
  }

  @Test
  void aDecisionThatWasChangedIsFound() throws IOException {
    Path run = run("fedfmsl", STRAGGLERS, "method.accuracy-queue=2", "method.accuracy-spread=1");
    assertEveryVersionRepeated(run, 6);
    Path events = run.resolve("events.jsonl");
    String journal = Files.readString(events);
    String decided = "\"part\":\"activation\",\"values\":[2,0,0,0,0]";
    assertThat(journal).contains(decided);
    Files.writeString(events, journal.replace(decided, decided.replace("[2,", "[1,")));
    CommandLineCall check = CommandLineCall.of("check", run.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out() + check.err()).contains("version 2 is not the weighted mean");
  }
}
