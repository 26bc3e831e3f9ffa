package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "all, 10, 10",
    "4, 10, 4",
    "12, 10, 10",
    "1, 10, 1",
    "1.0, 10, 10",
    "0.5, 9, 5",
    "0.1, 30, 3",
    "0.01, 8, 1",
    "1e1, 30, 10",
    "0.7, 10, 7"
  })
  void countsOfATotal(String text, int total, int expected) {
    assertThat(Count.parse(text).of(total)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "some", "-1", "0.0", "1.1", "99999999999", "1e999"})
  void whatIsNoCount(String text) {
    assertThatThrownBy(() -> Count.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({
    "30s, 30000000000",
    "250ms, 250000000",
    "1.5 h, 5400000000000",
    "2 minutes, 120000000000",
    "7ns, 7",
    "0.5us, 500",
    "1d, 86400000000000",
    "0, 0",
    "1e3 s, 1000000000000"
  })
  void durations(String text, long nanos) {
    assertThat(Quantities.nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "s", "", "3x", "-3s", "300000000000d", "1.2.3s", "NaN s", "inf"})
  void whatIsNoDuration(String text) {
    assertThatThrownBy(() -> Quantities.nanos(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10MiB, 10485760", "1.5 kB, 1500", "2k, 2048", "1GiB, 1073741824", "0, 0"})
  void sizes(String text, long bytes) {
    assertThat(Quantities.bytes(text)).isEqualTo(bytes);
  }

  @Test
  void layersOfAnEncoder() {
    assertThat(Layers.parse("all").of(3)).containsExactly(0, 1, 2);
    assertThat(Layers.parse("last 2").of(6)).containsExactly(4, 5);
    assertThat(new Layers.Listed(List.of(5, 4, 5)).of(6)).containsExactly(4, 5);
    assertThatThrownBy(() -> Layers.parse("last 7").of(6)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Layers.parse("last 0")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Layers.Listed(List.of(6)).of(6)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Layers.Listed(List.of())).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({"roundz, rounds, 1", "ab, ba, 1", "kitten, sitting, 3", "same, same, 0", "x, '', 1"})
  void editsBetweenNames(String from, String to, int edits) {
    assertThat(NearestName.distance(from, to)).isEqualTo(edits);
    assertThat(NearestName.distance(to, from)).isEqualTo(edits);
  }

  @Test
  void theNearestNameIsTheFirstOfEquallyNear() {
    assertThat(NearestName.to("ax", List.of("az", "ay", "b"))).contains("ay");
    assertThat(NearestName.to("x", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "maxLength, max-length",
    "beta1, beta1",
    "top2Share, top2-share",
    "name, name",
    "upperBPart, upper-bpart"
  })
  void keysOfComponents(String component, String key) {
    assertThat(Keys.ofComponent(component)).isEqualTo(key);
  }

  @Test
  void groupsShareOutAllClients() {
    assertThat(sizes(10, "0.75", "0.25")).containsExactly(8, 2);
    assertThat(sizes(8, "0.75", "0.25")).containsExactly(6, 2);
    assertThat(sizes(10, "0.3", "0.3", "0.4")).containsExactly(3, 3, 4);
    assertThat(sizes(2, "0.4", "0.3", "0.3")).containsExactly(1, 1, 0);
    assertThat(sizes(1, "0.2", "0.8")).containsExactly(0, 1);
  }

  private static int[] sizes(int clients, String... shares) {
    List<String> groups = List.of(shares).stream().map(s -> "{ share = " + s + " }").toList();
    String text = "fleet.groups = [" + String.join(", ", groups) + "]";
    return ScenarioFile.parse("x.conf", text, List.of()).fleet().sizes(clients);
  }
}
