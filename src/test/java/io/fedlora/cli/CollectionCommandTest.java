package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of collecting updates, and a server that goes down over it, from the command line. */
class CollectionCommandTest {
  private static final String TINY = "scenarios/tiny.conf";

  @TempDir private Path folder;

  /** Runs into a folder and proves it; its summary. */
  private JsonObject proved(String name, String... keys) throws Exception {
    Path out = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("run", TINY, "--quiet", "--out", "" + out));
    arguments.addAll(List.of(keys));
    CommandLineCall run = CommandLineCall.of(arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    CommandLineCall check = CommandLineCall.of("check", out.toString());
    assertThat(check.err()).isEmpty();
    assertThat(check.status()).as(check.out()).isZero();
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }

  @Test
  void aServerThatGoesDownLeavesARunThatCanBeProved() throws Exception {
    JsonObject summary =
        proved(
            "restart",
            "rounds=4",
            "faults.server-restart.at=[1500ms,9s]",
            "faults.server-restart.downtime=2s");
    assertThat(summary.getAsJsonObject("faults").get("server-restart").getAsInt()).isEqualTo(2);
    assertThat(summary.getAsJsonObject("updates").get("lost").getAsInt()).isPositive();
    assertThat(summary.getAsJsonObject("updates").get("merged").getAsInt()).isPositive();
  }

  @Test
  void tiersLeaveARunThatCanBeProved() throws Exception {
    JsonObject summary =
        proved(
            "tiers",
            "rounds=8",
            "server.collection=semi-synchronous",
            "server.tiers=2",
            "faults.server-restart.at=[2s]",
            "faults.server-restart.downtime=1s");
    assertThat(summary.getAsJsonObject("updates").get("merged").getAsInt()).isPositive();
    assertThat(Files.readString(folder.resolve("tiers/events.jsonl")))
        .contains("\"type\":\"tier-formed\",\"tier\":2", "\"type\":\"tier-closed\"");
  }

  @Test
  void moreTiersThanClientsAreRefused() {
    CommandLineCall call =
        CommandLineCall.of(
            "validate", TINY, "server.collection=semi-synchronous", "server.tiers=5");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err())
        .contains("server.tiers", "wants 5 tiers of 4 clients", "write at most 4")
        .hasLineCount(1);
  }

  @Test
  void aMethodThatMergesWholeRoundsRefusesTiers() {
    CommandLineCall call =
        CommandLineCall.of(
            "validate",
            TINY,
            "method.name=fdlora",
            "server.collection=semi-synchronous",
            "server.tiers=2");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err())
        .contains("fdlora merges whole rounds only", "collection = synchronous")
        .hasLineCount(1);
  }

  @Test
  void aRestartOfAGroupIsRefused() {
    CommandLineCall call =
        CommandLineCall.of("validate", TINY, "faults.server-restart.groups=[ordinary]");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("faults.server-restart.groups", "unknown key").hasLineCount(1);
  }
}
