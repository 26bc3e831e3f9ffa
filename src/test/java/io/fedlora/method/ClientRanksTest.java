package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.RankOptions;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientRanksTest {
  record MethodOptions(int rank, RankOptions ranks) {}

  private static MethodOptions options(String ranks) {
    return ScenarioFile.parse("x.conf", "method { rank = 6\nranks " + ranks + " }", List.of())
        .method()
        .options()
        .as(MethodOptions.class);
  }

  private static List<Integer> ranks(String ranks, long seed, String... groups) {
    Architecture shape = new Architecture(2, 8, 2, 16, 10, 16, 0, 2, 0, 1e-12);
    Setting setting =
        new Setting(
            seed, groups.length, List.of(groups), 1, 1, 2, shape, Pooling.MEAN, Precision.FLOAT32);
    MethodOptions options = options(ranks);
    return ClientRanks.of(options.ranks(), options.rank(), setting).ranks();
  }

  private static List<Integer> ranks(String ranks, int clients) {
    return ranks(ranks, 7, Collections.nCopies(clients, "all").toArray(String[]::new));
  }

  @Test
  void allHaveTheMethodsRankUnlessTheScenarioSaysOtherwise() {
    assertThat(ranks("{}", 3)).containsExactly(6, 6, 6);
  }

  @Test
  void aListGivesEachClientItsOwn() {
    assertThat(ranks("= [2, 9, 1]", 3)).containsExactly(2, 9, 1);
    assertThat(ranks("{ kind = list, list = [2, 9, 1] }", 3)).containsExactly(2, 9, 1);
  }

  /** 8 to 12 over 8 clients are the ranks with the mean that was published (arXiv 2503.03920). */
  @Test
  void evenSpacingIsFloored() {
    List<Integer> published = ranks("{ kind = even, min = 8, max = 12 }", 8);
    assertThat(published).containsExactly(8, 8, 9, 9, 10, 10, 11, 12);
    assertThat(published.stream().mapToInt(rank -> rank * 36_864).average().orElseThrow())
        .isEqualTo(354_816);
    assertThat(ranks("{ kind = even, min = 5, max = 12 }", 8))
        .containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(ranks("{ kind = even, min = 3, max = 9 }", 1)).containsExactly(3);
  }

  @Test
  void uniformRanksReachBothBoundsEquallyOften() {
    List<Integer> drawn = ranks("{ kind = uniform, min = 3, max = 6 }", 4000);
    for (int rank = 3; rank <= 6; rank++) {
      assertThat(Collections.frequency(drawn, rank)).isCloseTo(1000, within(120));
    }
    assertThat(drawn).allMatch(rank -> rank >= 3 && rank <= 6);
    assertThat(drawn.get(5)).isEqualTo(3 + RandomStream.of(7, "client-rank", 5).nextInt(4));
  }

  @Test
  void heavyTailsFollowTheirShares() {
    List<Integer> drawn = ranks("{ kind = heavy-tailed, levels = [4, 8, 16, 32] }", 4000);
    assertThat(Collections.frequency(drawn, 4)).isCloseTo(3200, within(110));
    assertThat(Collections.frequency(drawn, 8)).isCloseTo(400, within(80));
    assertThat(Collections.frequency(drawn, 16)).isCloseTo(200, within(60));
    assertThat(Collections.frequency(drawn, 32)).isCloseTo(200, within(60));
    assertThat(ranks("{ kind = heavy-tailed, levels = [4, 8], shares = [0, 1] }", 50))
        .containsOnly(8);
  }

  @Test
  void normalRanksAreRoundedAndCut() {
    List<Integer> drawn = ranks("{ kind = normal, mean = 10, sigma = 2, min = 8, max = 12 }", 2000);
    List<Integer> byHand =
        IntStream.range(0, 2000)
            .mapToDouble(k -> 10 + 2 * RandomStream.of(7, "client-rank", k).nextGaussian())
            .mapToObj(z -> z < 8.5 ? 8 : z < 9.5 ? 9 : z <= 10.5 ? 10 : z < 11.5 ? 11 : 12)
            .toList();
    assertThat(drawn).isEqualTo(byHand).contains(8, 9, 10, 11, 12);
    assertThat(ranks("{ kind = normal, mean = 10.4, sigma = 0 }", 3)).containsExactly(10, 10, 10);
  }

  @Test
  void aGroupOfTheFleetNamesItsRank() {
    assertThat(ranks("{ kind = by-group, groups { b = 2, a = 7 } }", 7, "a", "a", "b"))
        .containsExactly(7, 7, 2);
  }

  @Test
  void aRankGoesBySeedAndClientNotByHowManyThereAre() {
    String kind = "{ kind = uniform, min = 1, max = 100 }";
    assertThat(ranks(kind, 20).subList(0, 10)).isEqualTo(ranks(kind, 10));
    assertThat(ranks(kind, 8, "a", "a", "a")).isNotEqualTo(ranks(kind, 7, "a", "a", "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          = [1, 2]                                         | ranks.list: has 2 ranks for 3 clients
          { kind = by-group, groups { a = 1 } }            | has no rank for the group b of the fleet
          { kind = by-group, groups { a = 1, b = 1, c = 1 } } | names c, but no client is in a group
          """)
  void whatDoesNotFitTheClientsIsRefused(String ranks, String message) {
    assertThatThrownBy(() -> ranks(ranks, 7, "a", "a", "b"))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          = []                                              | method.ranks.list: must not be empty
          = [1, 0]                                          | method.ranks.list[1]: must be at least 1
          = [1, x]                                          | method.ranks[1]
          { kind = evn }                                    | method.ranks.kind: expected one of
          { kin = even }                                    | the nearest known key is method.ranks.kind
          { kind = even, min = 5, max = 4 }                 | method.ranks.max: must be at least min = 5
          { kind = uniform, min = 0 }                       | method.ranks.min: must be at least 1
          { kind = normal, sigma = -1 }                     | method.ranks.sigma: must not be negative
          { kind = heavy-tailed, levels = [1, 2] }          | has 4 values for 2 levels
          { kind = heavy-tailed, shares = [1, 1, 1, 1] }    | method.ranks.shares: do not sum to 1
          { kind = by-group }                               | method.ranks.groups: must name each
          { kind = by-group, groups { a = 0 } }             | method.ranks.groups.a: must be at least 1
          """)
  void whatCannotBeRanksIsRefusedWithItsKey(String ranks, String message) {
    assertThatThrownBy(() -> options(ranks))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(message);
  }
}
