package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private static Path folder;

  private static Path run;

  @BeforeAll
  static void runOnce() {
    run = folder.resolve("run");
    assertThat(
            CommandLineCall.of("run", "scenarios/tiny.conf", "--quiet", "--out", run.toString())
                .status())
        .isZero();
  }

  private static JsonObject data() throws IOException {
    String page = Files.readString(run.resolve("report.html"));
    String from = "<script type=\"application/json\" id=\"data\">";
    int begin = page.indexOf(from) + from.length();
    return JsonParser.parseString(page.substring(begin, page.indexOf("</script>", begin)))
        .getAsJsonObject();
  }

  @Test
  void makesThePageOfTheRunAnew() throws IOException {
    byte[] first = Files.readAllBytes(run.resolve("report.html"));
    Files.delete(run.resolve("report.html"));
    CommandLineCall call = CommandLineCall.of("report", run.toString());
    assertThat(call.status()).isZero();
    assertThat(call.out().lines()).first().isEqualTo(run.resolve("report.html").toString());
    assertThat(Files.readAllBytes(run.resolve("report.html"))).isEqualTo(first);
  }

  @Test
  void ranksOfThePageAreThoseOfTheSummary() throws IOException {
    JsonObject summary =
        JsonParser.parseString(Files.readString(run.resolve("summary.json"))).getAsJsonObject();
    List<Integer> largest = new ArrayList<>();
    for (JsonElement row : data().getAsJsonObject("ranks").getAsJsonArray("reached")) {
      int most = 0;
      for (JsonElement rank : row.getAsJsonArray()) {
        most = Math.max(most, rank.getAsInt());
      }
      largest.add(most);
    }
    List<Integer> expected = new ArrayList<>();
    summary.getAsJsonArray("ranks").forEach(rank -> expected.add(rank.getAsInt()));
    assertThat(largest).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void thePageHoldsNoRealTimesAndTheCheckStillHolds() throws IOException {
    assertThat(Files.readString(run.resolve("report.html")))
        .doesNotContain("wallSeconds", "residentBytes", "https://");
    assertThat(CommandLineCall.of("check", run.toString()).status()).isZero();
  }

  @Test
  void whatIsNoRunFolderIsBadInput() {
    CommandLineCall call = CommandLineCall.of("report", folder.toString());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("is no run folder: it has no scenario.conf").hasLineCount(1);
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  @Test
  void comparesRunsIntoAFolder() {
    Path out = folder.resolve("compared");
    CommandLineCall call = CommandLineCall.of("compare", run.toString(), "--out", out.toString());
    assertThat(call.status()).isZero();
    assertThat(call.out())
        .contains("pf2lora", "accuracy", out.resolve("comparison.html").toString());
    assertThat(out.resolve("comparison.html")).isNotEmptyFile();
    assertThat(out.resolve("comparison.csv")).isNotEmptyFile();
    assertThat(out.resolve("comparison.tex")).isNotEmptyFile();
  }

  @Test
  void commandsThatTabulatePrintTheSameAsJson() {
    JsonElement compared =
        json("compare", run.toString(), "--json", "--out", folder.resolve("json").toString());
    assertThat(compared.getAsJsonArray().get(0).getAsJsonObject().get("setting").getAsString())
        .isEqualTo("pf2lora");
    assertThat(compared.getAsJsonArray().get(0).getAsJsonObject().get("metric").getAsDouble())
        .isBetween(0.0, 1.0);
    JsonObject verdict =
        json("check", run.toString(), "--json").getAsJsonArray().get(0).getAsJsonObject();
    assertThat(verdict.get("holds").getAsBoolean()).isTrue();
    assertThat(verdict.getAsJsonObject("checked").size()).isPositive();
    JsonElement clients = json("describe", "scenarios/tiny.conf", "--json");
    assertThat(clients.getAsJsonArray()).hasSize(4);
    assertThat(clients.getAsJsonArray().get(3).getAsJsonObject().get("group").getAsString())
        .isEqualTo("straggler");
  }

  private static JsonElement json(String... arguments) {
    CommandLineCall call = CommandLineCall.of(arguments);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).hasLineCount(1);
    return JsonParser.parseString(call.out());
  }

  @Test
  void comparingWhatIsNoRunWritesNothing() {
    Path out = folder.resolve("nothing");
    CommandLineCall call =
        CommandLineCall.of("compare", run.toString(), "no-such-run", "--out", out.toString());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("no-such-run: no such folder").hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
