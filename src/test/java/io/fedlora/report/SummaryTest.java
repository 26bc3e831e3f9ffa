package io.fedlora.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.journal.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static JsonObject json(
      List<Double> metric, List<Optional<Double>> afterLocal, double loss) {
    Summary summary =
        new Summary(
            "x",
            "homlora",
            7,
            "completed",
            2,
            "accuracy",
            metric,
            afterLocal,
            Optional.empty(),
            loss,
            List.of(4),
            1.5,
            0.25,
            new Ledger.Counts(8, 3, 1, 2, 1, 1, 1, 9),
            new TreeMap<>(Map.of("message-lost", 2L)),
            new Summary.Traffic(1, 2, 3, 4),
            new Summary.Compute(5, 6, 7),
            new Summary.Numerics("amd64 avx2", "pytorch 2 cpu on cpu"),
            "ff",
            "ee");
    return JsonParser.parseString(summary.toJson()).getAsJsonObject();
  }

  @Test
  void meansAreOfTheClientsThatHaveAValue() {
    JsonObject json = json(List.of(0.25, 0.75), List.of(Optional.empty(), Optional.of(0.5)), 0.5);
    assertThat(json.get("metric").toString())
        .isEqualTo(
            "{\"name\":\"accuracy\",\"mean\":0.5,\"min\":0.25,\"max\":0.75,"
                + "\"perClient\":[0.25,0.75]}");
    assertThat(json.get("afterLocal").toString())
        .isEqualTo("{\"mean\":0.5,\"perClient\":[null,0.5]}");
    assertThat(json.get("majority").isJsonNull()).isTrue();
    assertThat(json.getAsJsonObject("updates").get("duplicate").getAsInt()).isEqualTo(9);
    assertThat(json.get("faults").toString()).isEqualTo("{\"message-lost\":2}");
    assertThat(json.getAsJsonObject("traffic").get("downParameters").getAsInt()).isEqualTo(4);
  }

  @Test
  void withoutScoresItIsStillJson() {
    JsonObject json = json(List.of(), List.of(Optional.empty()), Double.NaN);
    assertThat(json.get("metric").toString())
        .isEqualTo(
            "{\"name\":\"accuracy\",\"mean\":null,\"min\":null,\"max\":null,\"perClient\":[]}");
    assertThat(json.get("afterLocal").toString()).isEqualTo("{\"mean\":null,\"perClient\":[null]}");
    assertThat(json.get("loss").isJsonNull()).isTrue();
  }
}
