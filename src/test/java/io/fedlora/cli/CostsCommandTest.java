package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostsCommandTest {
  private static final String TINY = "scenarios/tiny.conf";
  private static final String PAPER = "scenarios/costs/paper.conf";

  @TempDir private static Path folder;

  static Stream<String> names() {
    return Registries.METHODS.listings().stream().map(Listing::name);
  }

  private static Map<String, JsonObject> costs(String... arguments) {
    List<String> all = new ArrayList<>(List.of("costs", "--json"));
    all.addAll(List.of(arguments));
    CommandLineCall call = CommandLineCall.of(all.toArray(String[]::new));
    assertThat(call.status()).as(call.err()).isZero();
    Map<String, JsonObject> methods = new LinkedHashMap<>();
    JsonParser.parseString(call.out())
        .getAsJsonObject()
        .getAsJsonArray("methods")
        .forEach(
            one -> {
              JsonObject method = one.getAsJsonObject();
              methods.put(method.get("label").getAsString(), method);
            });
    return methods;
  }

  private static JsonObject summary(String name, String... arguments) throws IOException {
    Path out = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of("run", TINY, "--quiet", "--out", out.toString()));
    all.addAll(List.of(arguments));
    CommandLineCall call = CommandLineCall.of(all.toArray(String[]::new));
    assertThat(call.status()).as(call.err()).isZero();
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }

  private static void assertSame(JsonObject cost, JsonObject summary) {
    JsonObject traffic = summary.getAsJsonObject("traffic");
    JsonObject compute = summary.getAsJsonObject("compute");
    assertThat(of(cost, "bytes", "upInAll")).isEqualTo(traffic.get("upBytes").getAsDouble());
    assertThat(of(cost, "bytes", "downInAll")).isEqualTo(traffic.get("downBytes").getAsDouble());
    assertThat(of(cost, "parameters", "upInAll"))
        .isEqualTo(traffic.get("upParameters").getAsDouble());
    assertThat(of(cost, "parameters", "downInAll"))
        .isEqualTo(traffic.get("downParameters").getAsDouble());
    assertThat(of(cost, "flops", "inAll")).isEqualTo(compute.get("flops").getAsDouble());
    assertThat(cost.get("steps").getAsDouble()).isEqualTo(compute.get("steps").getAsDouble());
  }

  private static double of(JsonObject cost, String block, String... keys) {
    JsonObject object = cost.getAsJsonObject(block);
    for (int i = 0; i < keys.length - 1; i++) {
      object = object.getAsJsonObject(keys[i]);
    }
    return object.get(keys[keys.length - 1]).getAsDouble();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreeWithTheSummaryOfARunWithoutFaults(String method) throws IOException {
    String[] scenario = {"method.name=" + method, "server.deadline=none", "rounds=3"};
    JsonObject summary = summary(method, scenario);
    String[] counted = Stream.concat(Stream.of(TINY), Stream.of(scenario)).toArray(String[]::new);
    assertThat(summary.getAsJsonObject("updates").get("merged"))
        .isEqualTo(summary.getAsJsonObject("updates").get("requested"));
    assertSame(costs(with(counted, "--method", method)).get(method), summary);
  }

  private static String[] with(String[] arguments, String... further) {
    return Stream.concat(Stream.of(arguments), Stream.of(further)).toArray(String[]::new);
  }

  @Test
  void agreeWhereOnlySomeClientsAreAsked() throws IOException {
    String[] some = {"server.deadline=none", "server.cohort=2", "rounds=4"};
    JsonObject summary = summary("cohort", some);
    Map<String, JsonObject> costs =
        costs(with(new String[] {TINY}, with(some, "--method=pf2lora")));
    assertSame(costs.get("pf2lora"), summary);
  }

  @Test
  void paperSettingGivesThePublishedParametersAndOperations() {
    Map<String, JsonObject> costs = costs(PAPER);
    JsonObject homlora = costs.get("homlora");
    assertThat(of(homlora, "parameters", "up", "mean")).isEqualTo(294_912);
    assertThat(of(homlora, "parameters", "trained", "max")).isEqualTo(294_912);
    assertThat(of(homlora, "flops", "perRound", "total") / 1e12).isCloseTo(258.1, within(0.5));
    assertThat(homlora.get("reportedTeraFlops").getAsDouble()).isEqualTo(258.40);
    assertThat(homlora.get("reportedParameters").getAsString()).isEqualTo("0.30M");
    JsonObject twoLevels = costs.get("pf2lora");
    assertThat(of(twoLevels, "parameters", "trained", "mean")).isEqualTo(368_640);
    assertThat(of(twoLevels, "parameters", "private", "mean")).isEqualTo(73_728);
    assertThat(of(twoLevels, "parameters", "up", "mean")).isEqualTo(294_912);
    assertThat(twoLevels.get("reportedTeraFlops").getAsDouble()).isEqualTo(1202.40);
    assertThat(of(twoLevels, "flops", "timesHomlora")).isCloseTo(3.13, within(0.03));
    assertThat(times(costs, "pf2lora-first-order")).isCloseTo(2, within(0.01));
    assertThat(times(costs, "pf2lora hypergradient=one-sided")).isCloseTo(3, within(0.01));
    assertThat(times(costs, "pf2lora hypergradient=central")).isCloseTo(4, within(0.01));
    assertThat(times(costs, "centralized-lora")).isEqualTo(1);
    assertThat(times(costs, "per-fedavg-lora")).isCloseTo(4.13, within(0.03));
    JsonObject ranks = costs.get("hetlora");
    assertThat(of(ranks, "parameters", "up", "mean")).isEqualTo(354_816);
    assertThat(ranks.get("reportedParameters").getAsString()).isEqualTo("0.35M");
  }

  private static double times(Map<String, JsonObject> costs, String method) {
    return of(costs.get(method), "flops", "timesHomlora");
  }

  @Test
  void partsOfAStepSumToItAndAStepToARound() {
    JsonObject cost = costs(PAPER, "--method", "pf2lora").get("pf2lora");
    for (String per : List.of("perStep", "perRound")) {
      double parts =
          of(cost, "flops", per, "forward")
              + of(cost, "flops", per, "backward")
              + of(cost, "flops", per, "secondOrder");
      assertThat(of(cost, "flops", per, "total")).isEqualTo(parts);
    }
    assertThat(of(cost, "flops", "perRound", "total"))
        .isEqualTo(80 * of(cost, "flops", "perStep", "total"));
  }

  @Test
  void tablesStandBesideWhatIsReported() {
    CommandLineCall call = CommandLineCall.of("costs", PAPER, "--method", "homlora,pf2lora");
    assertThat(call.err()).isEmpty();
    assertThat(call.out())
        .containsPattern("homlora +294,912 +0 +294,912 +294,912 +294,912 +294,912 +1,538 +0.30M")
        .containsPattern("homlora .*258\\.1 TFLOP +258\\.1 TFLOP +1\\.000 +258\\.40 TFLOP")
        .contains("1202.40 TFLOP", "Table 22");
  }

  @Test
  void paddedNeedsNeitherCorpusNorWeights() {
    String[] scenario = {
      "scenarios/reference.conf",
      "foundation.model=bert-base",
      "corpus.source=file",
      "rounds=1",
      "--method=homlora"
    };
    assertThat(costs(with(scenario, "--padded"))).containsOnlyKeys("homlora");
    CommandLineCall real = CommandLineCall.of(with(new String[] {"costs"}, scenario));
    assertThat(real.status()).isEqualTo(2);
    assertThat(real.err()).contains("of bert-base only the shape is known", "--padded");
  }

  @Test
  void aKnownShapeCannotBeRun() {
    CommandLineCall run =
        CommandLineCall.of("run", TINY, "foundation.model=roberta-base", "--out", "never-made");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("foundation.model", "point foundation.model at its folder");
    assertThat(Path.of("never-made")).doesNotExist();
  }

  @Test
  void aMethodThatDoesNotFitIsLeftOutUnlessItWasAskedFor() {
    String[] tooSmall = {TINY, "method.name=homlora", "method.rank=1"};
    CommandLineCall all = CommandLineCall.of(with(new String[] {"costs"}, tooSmall));
    assertThat(all.status()).isZero();
    assertThat(all.err()).contains("warning: pf2lora is left out", "private-rank");
    assertThat(all.out()).contains("homlora");
    CommandLineCall asked =
        CommandLineCall.of(with(with(new String[] {"costs"}, tooSmall), "--method", "pf2lora"));
    assertThat(asked.status()).isEqualTo(2);
    assertThat(asked.err()).contains("private-rank").doesNotContain("warning");
  }

  @Test
  void anUnknownMethodIsBadInput() {
    CommandLineCall call = CommandLineCall.of("costs", TINY, "--method", "homlra");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("unknown method homlra", "homlora");
  }
}
