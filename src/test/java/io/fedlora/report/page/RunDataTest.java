package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Sample;
import io.fedlora.run.StubFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDataTest {
  @TempDir private static Path folder;

  private static Path run;
  private static JsonObject data;
  private static JsonObject summary;

  @BeforeAll
  static void readARun() throws Exception {
    run = StubFolder.write(folder.resolve("run"), "pf2lora", 12, 6, 4);
    data = JsonParser.parseString(Report.data(RunReading.of(run))).getAsJsonObject();
    summary =
        JsonParser.parseString(Files.readString(run.resolve("summary.json"))).getAsJsonObject();
  }

  private static long sum(JsonArray rows, int column) {
    long sum = 0;
    for (var row : rows) {
      sum += row.getAsJsonArray().get(column).getAsLong();
    }
    return sum;
  }

  @Test
  void outcomesAreThoseOfTheSummary() {
    JsonArray rows = data.getAsJsonArray("outcomes");
    JsonObject updates = summary.getAsJsonObject("updates");
    assertThat(sum(rows, 2) + sum(rows, 7)).isEqualTo(updates.get("merged").getAsLong());
    assertThat(sum(rows, 7)).isEqualTo(updates.get("mergedLate").getAsLong());
    assertThat(sum(rows, 3)).isEqualTo(updates.get("late").getAsLong());
    assertThat(sum(rows, 4)).isEqualTo(updates.get("lost").getAsLong()).isPositive();
    assertThat(sum(rows, 6)).isEqualTo(updates.get("cancelled").getAsLong());
    assertThat(sum(data.getAsJsonArray("staleness"), 1))
        .isEqualTo(updates.get("merged").getAsLong());
  }

  @Test
  void trafficAndWorkAreThoseOfTheSummary() {
    JsonObject flows = data.getAsJsonObject("flows");
    JsonArray up = flows.getAsJsonArray("up");
    JsonArray down = flows.getAsJsonArray("down");
    JsonArray flops = flows.getAsJsonArray("flops");
    JsonObject traffic = summary.getAsJsonObject("traffic");
    assertThat(up.get(up.size() - 1).getAsLong()).isEqualTo(traffic.get("upBytes").getAsLong());
    assertThat(down.get(down.size() - 1).getAsLong())
        .isEqualTo(traffic.get("downBytes").getAsLong());
    assertThat(flops.get(flops.size() - 1).getAsLong())
        .isEqualTo(summary.getAsJsonObject("compute").get("flops").getAsLong());
  }

  @Test
  void theSameRunGivesTheSamePage() throws Exception {
    Path page = Report.write(run);
    byte[] first = Files.readAllBytes(page);
    assertThat(Files.readAllBytes(Report.write(run))).isEqualTo(first);
    Path again = StubFolder.write(folder.resolve("again"), "pf2lora", 12, 6, 4);
    assertThat(Files.readAllBytes(Report.write(again))).isEqualTo(first);
  }

  @Test
  void aRunThatWasStoppedHasAPageToo() throws Exception {
    Path stopped = folder.resolve("stopped");
    Files.createDirectories(stopped);
    Files.copy(run.resolve("scenario.conf"), stopped.resolve("scenario.conf"));
    String events = Files.readString(run.resolve("events.jsonl"));
    Files.writeString(stopped.resolve("events.jsonl"), events.substring(0, events.length() / 2));
    JsonObject part = JsonParser.parseString(Report.data(RunReading.of(stopped))).getAsJsonObject();
    assertThat(part.get("state").getAsString()).isEqualTo("unfinished");
    assertThat(part.getAsJsonObject("timeline").getAsJsonArray("trips")).isNotEmpty();
    assertThat(part.getAsJsonObject("question").toString())
        .contains(
            "a common adapter of rank 8 and a private one of rank 2",
            "each client has 64 to learn from and is scored on 100.");
    assertThat(part.get("unmerged").getAsString()).isEmpty();
    assertThat(Report.write(stopped)).isNotEmptyFile();
  }

  @Test
  void aRunThatMergedNothingSaysWhy() throws Exception {
    assertThat(data.get("unmerged").getAsString()).isEmpty();
    List<String> events = Files.readAllLines(run.resolve("events.jsonl"));
    long asked = events.stream().filter(line -> line.contains("\"request-sent\"")).count();
    assertThat(unmerged("mute", events, "work-finished|update-[a-z]*|request-(lost|cancelled)"))
        .isEqualTo(
            "Nothing was merged, so the common model is the one that the run began with: the server"
                + " sent %d requests, and 0 were answered before server.deadline = 12s."
                    .formatted(asked));
    List<String> lost =
        events.stream()
            .map(
                line ->
                    line.replaceAll(
                        "\"type\":\"update-merged\"(.*)}",
                        "\"type\":\"request-lost\"$1,\"reason\":\"message-lost\"}"))
            .toList();
    assertThat(unmerged("lossy", lost, "-"))
        .contains("of %d requests, ".formatted(asked), " were lost, most often as message-lost.");
    assertThat(unmerged("idle", events, "(work|update|request)-[a-z]*"))
        .endsWith("no client was there to be asked in any round.");
  }

  private static String unmerged(String name, List<String> events, String without)
      throws Exception {
    Path copy = Files.createDirectories(folder.resolve(name));
    Files.copy(run.resolve("scenario.conf"), copy.resolve("scenario.conf"));
    Pattern type = Pattern.compile("\"type\":\"(" + without + ")\"");
    Files.write(
        copy.resolve("events.jsonl"),
        events.stream().filter(line -> !type.matcher(line).find()).toList());
    return JsonParser.parseString(Report.data(RunReading.of(copy)))
        .getAsJsonObject()
        .get("unmerged")
        .getAsString();
  }

  @Test
  void sharesOfTimeAreMeansOverTheirSpan() {
    Share share = new Share(100, 4);
    share.add(0, 25);
    share.add(10, 60);
    // 25 + 15 of the first 25, 25 of the second, 10 of the third.
    assertThat(share.means()).containsExactly(1.6, 1.0, 0.4, 0.0);
  }

  @Test
  void ticksKeepInstantsShort() {
    assertThat(Tick.of(453_000_000_000L)).isEqualTo(new Tick(1_000_000));
    assertThat(Tick.of(453_000_000_000L).at(1_499_999)).isEqualTo(1);
    assertThat(Tick.of(999).at(-1)).isEqualTo(-1);
    assertThat(Tick.of(0).nanos()).isEqualTo(1);
  }

  @Test
  void aSampleHasTheFirstAndTheLast() {
    List<Integer> all = java.util.stream.IntStream.range(0, 100).boxed().toList();
    assertThat(Sample.evenly(all, 4)).containsExactly(0, 33, 66, 99);
    assertThat(Sample.evenly(all, 100)).isEqualTo(all);
  }
}
