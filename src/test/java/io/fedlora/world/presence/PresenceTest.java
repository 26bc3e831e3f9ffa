package io.fedlora.world.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.InvalidValue;
import io.fedlora.world.Availability;
import io.fedlora.world.Windows.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresenceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;

  private static AvailabilityModel markov(int on, int off) {
    return new Markov(new Markov.Options(Duration.ofSeconds(on), Duration.ofSeconds(off)));
  }

  private static AvailabilityModel diurnal(double mean, double amplitude, int spread) {
    return new Diurnal(
        new Diurnal.Options(
            Duration.ofHours(24),
            mean,
            amplitude,
            Duration.ofHours(2),
            Duration.ofHours(spread),
            Duration.ofMinutes(30)));
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("markov", markov(3600, 1800)),
        Arguments.of("diurnal", diurnal(0.4, 0.3, 5)),
        Arguments.of("stretches", (AvailabilityModel) (seed, client) -> stretches()),
        Arguments.of("together", (AvailabilityModel) (seed, client) -> together(seed)));
  }

  private static Availability stretches() {
    return new Stretches(
        List.of(new Window(HOUR, 2 * HOUR), new Window(5 * HOUR, 9 * HOUR)), true, "trace");
  }

  private static Availability together(long seed) {
    return Together.of(
        List.of(
            markov(3600, 3600).of(seed, 0),
            new Membership(2 * HOUR, 40 * HOUR),
            Availability.ALWAYS));
  }

  /** What is asked, and in which order, changes no answer; and changes are where they are said. */
  @ParameterizedTest
  @MethodSource("models")
  void isAFunctionOfTimeAlone(String name, AvailabilityModel model) {
    Availability forwards = model.of(7, 3);
    Availability backwards = model.of(7, 3);
    List<Boolean> seen = new ArrayList<>();
    int step = 600;
    for (int i = 0; i < 500; i++) {
      seen.add(forwards.isOpen(i * step * SECOND));
    }
    for (int i = 499; i >= 0; i--) {
      assertThat(backwards.isOpen(i * step * SECOND))
          .as("%s at %d", name, i)
          .isEqualTo(seen.get(i));
    }
    for (int i = 0; i < 500; i += 7) {
      long time = i * step * SECOND;
      long change = forwards.nextChange(time);
      assertThat(change).isGreaterThan(time);
      for (long at = time; at < Math.min(change, 500L * step * SECOND); at += 60 * SECOND) {
        assertThat(backwards.isOpen(at)).isEqualTo(seen.get(i));
      }
    }
    assertThat(seen).contains(true, false);
  }

  @Test
  void clientsAndSeedsDiffer() {
    for (AvailabilityModel model : List.of(markov(600, 600), diurnal(0.5, 0.2, 3))) {
      List<String> histories = new ArrayList<>();
      for (long[] key : new long[][] {{1, 0}, {1, 1}, {2, 0}}) {
        Availability one = model.of(key[0], (int) key[1]);
        StringBuilder history = new StringBuilder();
        for (int i = 0; i < 200; i++) {
          history.append(one.isOpen(i * 1800 * SECOND) ? '1' : '0');
        }
        histories.add(history.toString());
      }
      assertThat(histories).doesNotHaveDuplicates();
    }
  }

  private static double share(AvailabilityModel model, long from, int clients, int samples) {
    int open = 0;
    for (int client = 0; client < clients; client++) {
      Availability one = model.of(11, client);
      for (int i = 0; i < samples; i++) {
        open += one.isOpen(from + i * 24 * HOUR) ? 1 : 0;
      }
    }
    return (double) open / clients / samples;
  }

  @Test
  void markovIsStationaryFromTheStart() {
    // 20 000 draws: a standard error of 0.003.
    assertThat(share(markov(3000, 1000), 0, 2000, 10)).isBetween(0.735, 0.765);
    assertThat(share(markov(3000, 1000), HOUR, 2000, 10)).isBetween(0.735, 0.765);
  }

  @Test
  void markovStaysForAsLongAsItsMeans() {
    Availability one = markov(500, 100).of(3, 0);
    double open = 0;
    double closed = 0;
    int spells = 4000;
    long at = 0;
    for (int i = 0; i < spells; i++) {
      long next = one.nextChange(at);
      if (one.isOpen(at)) {
        open += next - at;
      } else {
        closed += next - at;
      }
      at = next;
    }
    assertThat(open / SECOND / (spells / 2)).isBetween(460.0, 540.0);
    assertThat(closed / SECOND / (spells / 2)).isBetween(92.0, 108.0);
  }

  @Test
  void diurnalPeaksAndEbbsAtItsHours() {
    // Middles of slots lie a quarter of an hour off: cos(2 pi 0.25 / 24) = 0.998.
    assertThat(share(diurnal(0.5, 0.4, 0), 2 * HOUR, 1000, 10)).isBetween(0.88, 0.92);
    assertThat(share(diurnal(0.5, 0.4, 0), 14 * HOUR, 1000, 10)).isBetween(0.08, 0.12);
    assertThat(share(diurnal(0.5, 0.4, 0), 8 * HOUR, 1000, 10)).isBetween(0.44, 0.52);
  }

  @Test
  void whatNeverChangesIsLookedAtAgainLater() {
    Availability always = diurnal(1, 0, 0).of(1, 1);
    long next = always.nextChange(5);
    assertThat(next).isEqualTo(1000 * HOUR / 2);
    assertThat(always.isOpen(next)).isTrue();
  }

  @Test
  void reasonsSayWhoIsAway() {
    Availability both = new Together(List.of(new Membership(HOUR, 9 * HOUR), stretches()));
    assertThat(both.reason(0)).isEqualTo("not-joined");
    assertThat(both.isOpen(HOUR)).isTrue();
    assertThat(both.reason(3 * HOUR)).isEqualTo("trace");
    assertThat(both.reason(10 * HOUR)).isEqualTo("left");
    assertThat(both.nextChange(0)).isEqualTo(HOUR);
    assertThat(both.nextChange(10 * HOUR)).isEqualTo(Long.MAX_VALUE);
  }

  private static Traced traced(Path file, Duration repeat) {
    return new Traced(
        new Traced.Options(Optional.of(file.toString()), Optional.ofNullable(repeat)));
  }

  @Test
  void aTraceIsFollowedAndItsClientsAreTakenInTurn(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"), "client,from,to\n7,10,20.5\n2,0,5\n7,15,30\n\n2,5,6\n");
    Traced once = traced(file, null);
    assertThat(once.of(0, 0)).isEqualTo(once.of(0, 2));
    Availability two = once.of(0, 0);
    assertThat(two.isOpen(0)).isTrue();
    assertThat(two.nextChange(0)).isEqualTo(6 * SECOND);
    assertThat(two.nextChange(6 * SECOND)).isEqualTo(Long.MAX_VALUE);
    Availability seven = once.of(0, 1);
    assertThat(seven.isOpen(25 * SECOND)).as("overlapping lines are one stretch").isTrue();
    assertThat(seven.nextChange(25 * SECOND)).isEqualTo(30 * SECOND);
    Availability repeated = traced(file, Duration.ofSeconds(40)).of(0, 1);
    assertThat(repeated.isOpen(55 * SECOND)).isTrue();
    assertThat(repeated.nextChange(55 * SECOND)).isEqualTo(70 * SECOND);
  }

  @Test
  void aTraceThatWillNotDoIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "0,1,2\n1,9,3\n");
    assertThatThrownBy(() -> traced(file, null))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("line 2 of the file");
    Path empty = Files.writeString(folder.resolve("e.csv"), "client,from,to\n");
    assertThatThrownBy(() -> traced(empty, null)).hasMessageContaining("holds no lines");
    Path good = Files.writeString(folder.resolve("g.csv"), "0,1,20\n");
    assertThatThrownBy(() -> traced(good, Duration.ofSeconds(5)))
        .hasMessageContaining("shorter than the trace");
    assertThatThrownBy(() -> traced(folder.resolve("none.csv"), null))
        .hasMessageContaining("cannot be read");
  }
}
