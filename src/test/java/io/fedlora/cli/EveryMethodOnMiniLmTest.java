package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method's own scenario on the real model: three rounds, proven, and the same bytes twice.
 */
@Tag("full")
class EveryMethodOnMiniLmTest {
  @TempDir private static Path folder;

  static Stream<String> names() {
    return EveryMethodTest.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWellProvesAndRepeatsItself(String method) throws IOException {
    JsonObject first = run(method, "once", "devices.slots=2");
    JsonObject second = run(method, "again", "devices.slots=1");
    for (String field : new String[] {"fingerprint", "journal"}) {
      assertThat(second.get(field)).as(field).isEqualTo(first.get(field));
    }
    for (JsonElement score : first.getAsJsonObject("metric").getAsJsonArray("perClient")) {
      assertThat(score.getAsDouble()).isFinite();
    }
    assertThat(first.get("loss").isJsonNull()).as("loss is null").isFalse();
    CommandLineCall check =
        CommandLineCall.of(
            "check",
            folder.resolve(method + "-once").toString(),
            "--against",
            folder.resolve(method + "-again").toString());
    assertThat(check.status()).as(check.out() + check.err()).isZero();
  }

  private static JsonObject run(String method, String name, String slots) throws IOException {
    Path out = folder.resolve(method + "-" + name);
    CommandLineCall call =
        CommandLineCall.of(
            "run",
            "scenarios/methods/" + method + ".conf",
            "rounds=3",
            slots,
            "--out",
            out.toString(),
            "--quiet");
    assertThat(call.status()).as(call.err()).isZero();
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }
}
