package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
  @Test
  void refusesUnknownParts() {
    CommandLineCall call = CommandLineCall.of("bench", "--only", "disk");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("disk", "control-plane").hasLineCount(1);
  }

  @Test
  @Tag("full")
  void measuresWhatIsAskedFor() {
    CommandLineCall json =
        CommandLineCall.of("bench", "--json", "--runs", "1", "--only", "steps,control-plane");
    assertThat(json.status()).isZero();
    JsonObject report = JsonParser.parseString(json.out()).getAsJsonObject();
    assertThat(report.getAsJsonArray("steps")).hasSize(28);
    JsonObject plane = report.getAsJsonObject("controlPlane");
    assertThat(plane.get("clients").getAsInt()).isEqualTo(100_000);
    assertThat(plane.get("updatesPerSecond").getAsDouble()).isPositive();
    assertThat(report.get("memory").isJsonNull()).isTrue();
    CommandLineCall table = CommandLineCall.of("bench", "--runs", "1", "--only", "memory");
    assertThat(table.status()).isZero();
    assertThat(table.out()).contains("over 10,000 steps");
  }
}
