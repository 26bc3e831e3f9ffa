package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method that a scenario can name, on the tiny scenario and through the command line: it ends
 * well, proves itself, repeats itself, stands stragglers, and is its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryMethodTest {
  private static final String TINY = "scenarios/tiny.conf";

  /**
   * The messages of the one distant client take longer than a round lasts, and every third request
   * is lost.
   */
  private static final String[] FAULTS = {
    "rounds=6",
    "fleet.dropout=0.3",
    "fleet.downtime=5s",
    "server.deadline=10s",
    "server.quorum=0.25",
    "server.late-updates=accept",
    "fleet.groups=[{ name = near, share = 0.75, speed = 1e8 },"
        + " { name = distant, share = 0.25, speed = 1e8, latency = 6s, dropout = 0 }]"
  };

  private final Map<String, JsonObject> plain = new TreeMap<>();

  @TempDir private static Path folder;

  static Stream<String> names() {
    return Registries.METHODS.listings().stream().map(Listing::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWellProvesAndRepeatsItself(String method) throws IOException {
    JsonObject first = plain(method);
    assertThat(first.get("method").getAsString()).isEqualTo(method);
    assertFinite(first);
    JsonObject second = run(method, "again", "rounds=3", "devices.slots=2");
    assertSame(second, first);
    assertProven(method + "-plain");
  }

  @ParameterizedTest
  @MethodSource("names")
  void standsLateAndLostUpdates(String method) throws IOException {
    JsonObject summary = run(method, "faults", FAULTS);
    assertFinite(summary);
    if (summary.getAsJsonObject("metric").getAsJsonArray("perClient").size() == clients(method)) {
      JsonObject updates = summary.getAsJsonObject("updates");
      assertThat(updates.get("mergedLate").getAsInt()).as("merged late").isPositive();
      assertThat(updates.get("lost").getAsInt()).as("lost").isPositive();
    }
    assertProven(method + "-faults");
  }

  @Test
  void methodsThatAreNoPresetsOfOneAnotherEndElsewhere() throws IOException {
    Map<JsonElement, String> owners = new LinkedHashMap<>();
    for (String method : names().toList()) {
      String other = owners.putIfAbsent(plain(method).get("fingerprint"), method);
      if (other != null) {
        assertThat(Registries.METHODS.type(method))
            .as("%s ends where %s does", method, other)
            .isEqualTo(Registries.METHODS.type(other));
      }
    }
    assertThat(owners).hasSizeGreaterThan(1);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("names")
  void itsScenarioRunsOnTheRealModel(String method) throws IOException {
    String scenario = "scenarios/methods/" + method + ".conf";
    JsonObject first = runOf(scenario, method + "-real", "rounds=3", "devices.slots=2");
    assertFinite(first);
    JsonObject second = runOf(scenario, method + "-real-again", "rounds=3", "devices.slots=1");
    assertSame(second, first);
    assertProven(method + "-real", "--against", folder.resolve(method + "-real-again").toString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasAScenarioAndAChapter(String method) throws IOException {
    Scenario scenario =
        ScenarioFile.load(Path.of("scenarios/methods/" + method + ".conf"), List.of());
    assertThat(scenario.name()).isEqualTo(method);
    assertThat(scenario.method().name()).isEqualTo(method);
    assertThat(Registries.METHODS.unread(method, scenario.method().options())).isEmpty();
    assertThat(Files.readString(Path.of("docs/methods.md")).lines())
        .as("docs/methods.md has a section " + method)
        .anyMatch(line -> line.matches("#+ " + method));
  }

  @ParameterizedTest
  @MethodSource("names")
  void exportsItsAdaptersOrSaysWhyItCannot(String method) throws IOException {
    plain(method);
    new ExportedFolders(TINY, method, folder.resolve(method + "-plain")).check();
  }

  private JsonObject plain(String method) throws IOException {
    JsonObject known = plain.get(method);
    if (known == null) {
      known = run(method, "plain", "rounds=3", "devices.slots=1");
      plain.put(method, known);
    }
    return known;
  }

  /** Clients that take part: all data may lie at one. */
  private static int clients(String method) throws IOException {
    try (Stream<String> lines =
        Files.lines(folder.resolve(method + "-faults").resolve("events.jsonl"))) {
      return (int) lines.filter(line -> line.contains("\"type\":\"client-registered\"")).count();
    }
  }

  private static void assertFinite(JsonObject summary) {
    assertThat(summary.get("status").getAsString()).isEqualTo("completed");
    assertThat(summary.get("loss").isJsonNull()).as("loss is null").isFalse();
    for (JsonElement score : summary.getAsJsonObject("metric").getAsJsonArray("perClient")) {
      assertThat(score.getAsDouble()).isFinite();
    }
  }

  private static void assertSame(JsonObject second, JsonObject first) {
    for (String field : List.of("fingerprint", "journal")) {
      assertThat(second.get(field)).as(field).isEqualTo(first.get(field));
    }
  }

  private static void assertProven(String run, String... options) {
    List<String> arguments = new ArrayList<>(List.of("check", folder.resolve(run).toString()));
    arguments.addAll(List.of(options));
    CommandLineCall check = CommandLineCall.of(arguments.toArray(String[]::new));
    assertThat(check.status()).as(check.out() + check.err()).isZero();
  }

  private static JsonObject run(String method, String name, String... overrides)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("method.name=" + method));
    all.addAll(List.of(overrides));
    return runOf(TINY, method + "-" + name, all.toArray(String[]::new));
  }

  private static JsonObject runOf(String scenario, String name, String... overrides)
      throws IOException {
    Path out = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("run", scenario));
    arguments.addAll(List.of(overrides));
    arguments.addAll(List.of("--out", out.toString(), "--quiet"));
    CommandLineCall call = CommandLineCall.of(arguments.toArray(String[]::new));
    assertThat(call.status()).as(call.err()).isZero();
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }
}
