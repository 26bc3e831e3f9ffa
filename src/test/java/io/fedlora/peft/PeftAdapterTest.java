package io.fedlora.peft;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.adapter.Factors;
import io.fedlora.foundation.Linear;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeftAdapterTest {
  private static final Site FIRST = new Site(0, Linear.QUERY);

  private static Factors factors(int rank, double scale, float value) {
    float[] a = new float[rank * 2];
    float[] bt = new float[rank];
    java.util.Arrays.fill(a, value);
    java.util.Arrays.fill(bt, 2 * value);
    return new Factors(rank, 2, 1, a, bt, scale);
  }

  @Test
  void oneScaleForAllStaysAndChangesNoValue() {
    PeftAdapter sum =
        PeftAdapter.sum(Map.of(FIRST, List.of(factors(2, 0.3, 1), factors(1, 0.3, 5))));
    assertThat(sum.rank()).isEqualTo(3);
    assertThat(sum.scale()).isEqualTo(0.3);
    assertThat(sum.alpha()).isEqualTo(0.3 * 3);
    assertThat(sum.updates().get(FIRST).a()).containsExactly(1, 1, 1, 1, 5, 5);
    assertThat(sum.updates().get(FIRST).bt()).containsExactly(2, 2, 10);
  }

  @Test
  void differentScalesAreMultipliedIntoB() {
    PeftAdapter sum = PeftAdapter.sum(Map.of(FIRST, List.of(factors(1, 0.5, 1), factors(1, 3, 1))));
    assertThat(sum.scale()).isEqualTo(1);
    assertThat(sum.alpha()).isEqualTo(2);
    assertThat(sum.updates().get(FIRST).bt()).containsExactly(1, 6);
  }

  @Test
  void linearsOfALowerRankGetRowsOfZeros() {
    PeftAdapter sum =
        PeftAdapter.sum(
            new TreeMap<>(
                Map.of(
                    FIRST,
                    List.of(factors(1, 1, 1)),
                    new Site(1, Linear.QUERY),
                    List.of(factors(2, 1, 1)))));
    assertThat(sum.updates().get(FIRST).a()).containsExactly(1, 1, 0, 0);
  }

  private static JsonObject config(int layers, Site... sites) {
    Map<Site, List<Factors>> terms = new TreeMap<>();
    for (Site site : sites) {
      terms.put(site, List.of(factors(1, 1, 1)));
    }
    return JsonParser.parseString(PeftConfig.of(PeftAdapter.sum(terms), "base", layers))
        .getAsJsonObject();
  }

  @Test
  void layersAreNamedWhereOnlySomeAreAdapted() {
    JsonObject some = config(3, new Site(1, Linear.VALUE), new Site(2, Linear.VALUE));
    assertThat(some.get("layers_to_transform").toString()).isEqualTo("[1,2]");
    assertThat(some.get("target_modules").toString()).isEqualTo("[\"attention.self.value\"]");
    JsonObject all = config(2, new Site(0, Linear.VALUE), new Site(1, Linear.VALUE));
    assertThat(all.get("layers_to_transform").isJsonNull()).isTrue();
  }

  @Test
  void whatTheEndOfANameCannotTellIsNamedInFull() {
    assertThat(config(2, new Site(0, Linear.OUTPUT)).get("target_modules").toString())
        .isEqualTo("[\"encoder.layer.0.output.dense\"]");
    assertThat(
            config(2, new Site(0, Linear.KEY), new Site(1, Linear.VALUE))
                .get("target_modules")
                .toString())
        .isEqualTo(
            "[\"encoder.layer.0.attention.self.key\",\"encoder.layer.1.attention.self.value\"]");
  }
}
