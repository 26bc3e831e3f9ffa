package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which runs are one setting, and what settings are called. */
class SettingsTest {
  /** The values of a scenario: keys, each with its value behind it. */
  static SortedMap<String, String> scenario(String... pairs) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  @Test
  void seedsNamesAndDevicesMakeNoSettingOfTheirOwn() {
    Settings settings =
        new Settings(
            List.of(
                scenario("seed", "1", "name", "a", "devices.slots", "1", "method.name", "m"),
                scenario("seed", "2", "name", "b", "devices.slots", "2", "method.name", "m")),
            List.of());
    assertThat(settings.size()).isEqualTo(1);
    assertThat(settings.names()).containsExactly("m");
    assertThat(settings.keys()).isEmpty();
  }

  @Test
  void whatFollowsTheSeedMakesNoSetting() {
    Settings settings =
        new Settings(
            List.of(
                scenario(
                    "seed", "1", "corpus.instance", "1", "rounds", "1", "costs.batches", "real"),
                scenario("seed", "2", "corpus.instance", "2", "rounds", "1")),
            List.of());
    assertThat(settings.size()).isEqualTo(1);
    Settings others =
        new Settings(
            List.of(
                scenario("seed", "1", "corpus.instance", "1"),
                scenario("seed", "1", "corpus.instance", "2")),
            List.of());
    assertThat(others.size()).isEqualTo(2);
    // A key of another kind may have the seed's value by chance.
    Settings steps =
        new Settings(
            List.of(
                scenario("seed", "1", "local.steps", "1"),
                scenario("seed", "2", "local.steps", "2")),
            List.of());
    assertThat(steps.keys()).containsExactly("local.steps");
  }

  @Test
  void whatFollowsTheSeedDoesSoBesideWhatDoesNot() {
    Settings settings =
        new Settings(
            List.of(
                scenario("seed", "1", "corpus.instance", "1", "method.name", "m"),
                scenario("seed", "2", "corpus.instance", "2", "method.name", "m"),
                scenario("seed", "1", "corpus.instance", "1", "method.name", "n"),
                scenario("seed", "1", "corpus.instance", "0", "method.name", "m"),
                scenario("seed", "3", "corpus.instance", "0", "method.name", "m")),
            List.of());
    assertThat(settings.ofRuns()).containsExactly(0, 0, 1, 2, 2);
    assertThat(settings.sameShards(0, 1)).isTrue();
    Settings fixed =
        new Settings(
            List.of(
                scenario("seed", "1", "corpus.instance", "1", "method.name", "m"),
                scenario("seed", "2", "corpus.instance", "1", "method.name", "m"),
                scenario("seed", "1", "corpus.instance", "2", "method.name", "m"),
                scenario("seed", "2", "corpus.instance", "2", "method.name", "m")),
            List.of());
    assertThat(fixed.ofRuns()).containsExactly(0, 0, 1, 1);
    Settings lone =
        new Settings(
            List.of(
                scenario("seed", "1", "corpus.instance", "1"),
                scenario("seed", "2", "corpus.instance", "2"),
                scenario("seed", "2", "corpus.instance", "1")),
            List.of());
    assertThat(lone.names()).containsExactly("instance 1", "instance 2");
  }

  @Test
  void settingsAreNamedByWhatTellsThemApart() {
    Settings settings =
        new Settings(
            List.of(
                scenario("method.name", "m", "fleet.dropout", "0.1"),
                scenario("method.name", "n", "fleet.dropout", "0.1"),
                scenario("method.name", "m", "fleet.dropout", "0.3")),
            List.of());
    assertThat(settings.names())
        .containsExactly("m, dropout 0.1", "n, dropout 0.1", "m, dropout 0.3");
    assertThat(settings.keys()).containsExactly("method.name", "fleet.dropout");
    assertThat(settings.ofRuns()).containsExactly(0, 1, 2);
  }

  @Test
  void noTwoSettingsHaveTheSameName() {
    List<SortedMap<String, String>> scenarios = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String[] bits = String.format("%4s", Integer.toBinaryString(i)).replace(' ', '0').split("");
      scenarios.add(scenario("a.a", bits[0], "a.b", bits[1], "a.c", bits[2], "a.d", bits[3]));
    }
    List<String> names = new Settings(scenarios, List.of()).names();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.subList(0, 2)).containsExactly("a 0, b 0, c 0 #1", "a 0, b 0, c 0 #2");
  }

  @Test
  void onlyKeysThatTellSettingsApartStandInTheirNames() {
    List<SortedMap<String, String>> scenarios =
        List.of(
            scenario("method.name", "m", "method.alpha", "8", "method.rank", "4"),
            scenario("method.name", "n", "method.alpha", "5", "method.rank", "4"),
            scenario("method.name", "o", "method.alpha", "8", "method.rank", "2"));
    assertThat(new Settings(scenarios, List.of()).names()).containsExactly("m", "n", "o");
    assertThat(new Settings(scenarios, List.of("method.rank")).names())
        .containsExactly("rank 4, m", "rank 4, n", "rank 2, o");
    assertThat(new Settings(scenarios, List.of("method.rank")).keys())
        .containsExactly("method.rank", "method.name", "method.alpha");
  }

  @Test
  void chartsHaveTheValuesAloneForNames() {
    Settings settings =
        new Settings(
            List.of(
                scenario("method.name", "m", "local.steps", "1", "method.rate", "2e-2"),
                scenario("method.name", "m", "local.steps", "2", "method.rate", "2e-3"),
                scenario("method.name", "n", "local.steps", "2")),
            List.of("method.name", "local.steps", "method.rate"));
    assertThat(settings.labels()).containsExactly("m · 1 · 2e-2", "m · 2 · 2e-3", "n · 2 · –");
    assertThat(settings.labelled()).isEqualTo("method · steps · rate");
    assertThat(new Settings(List.of(scenario("method.name", "m")), List.of()).labels())
        .containsExactly("m");
  }

  @Test
  void clientsAreNotComparedWhereTheirTextsDiffer() {
    Settings settings =
        new Settings(
            List.of(
                scenario("method.name", "m", "partition.heterogeneity", "0.1"),
                scenario("method.name", "n", "partition.heterogeneity", "0.1"),
                scenario("method.name", "m", "partition.heterogeneity", "0.6")),
            List.of());
    assertThat(settings.sameShards(0, 1)).isTrue();
    assertThat(settings.sameShards(0, 2)).isFalse();
  }

  @Test
  void whereTextsDifferScoresDoNotCompare() {
    Settings settings =
        new Settings(
            List.of(
                scenario("corpus.source", "a", "corpus.train-per-client", "8", "rounds", "1"),
                scenario("corpus.source", "b", "corpus.train-per-client", "9", "rounds", "2"),
                scenario("corpus.test-per-client", "9", "partition.kind", "iid")),
            List.of());
    assertThat(settings.tasks())
        .containsExactly("corpus.source", "corpus.test-per-client", "partition.kind");
  }
}
