package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandTest {
  @ParameterizedTest
  @CsvSource({
    "methods, pf2lora",
    "corpora, wordnet-topics",
    "partitions, label-skew",
    "foundations, minilm-l6",
    "behaviours, steady"
  })
  void listsAsTableAndAsJson(String command, String member) {
    CommandLineCall table = CommandLineCall.of(command);
    assertThat(table.status()).isZero();
    assertThat(table.out().lines().map(line -> line.split(" ")[0])).contains("name", member);
    CommandLineCall json = CommandLineCall.of(command, "--json");
    assertThat(json.status()).isZero();
    List<String> names = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(json.out()).getAsJsonArray()) {
      assertThat(each.getAsJsonObject().keySet()).containsExactly("name", "aliases", "summary");
      assertThat(each.getAsJsonObject().get("aliases").isJsonArray()).isTrue();
      names.add(each.getAsJsonObject().get("name").getAsString());
    }
    assertThat(names).contains(member);
  }

  @Test
  void everyCommandHasHelp() {
    String help = CommandLineCall.of("--help").out();
    for (String command : List.of("run", "validate", "describe", "methods", "foundations")) {
      assertThat(help).contains("  " + command + " ");
      CommandLineCall own = CommandLineCall.of(command, "--help");
      assertThat(own.status()).isZero();
      assertThat(own.out()).startsWith("Usage: fedlora " + command);
    }
    assertThat(CommandLineCall.of("--version").out()).startsWith("fedlora ");
  }
}
