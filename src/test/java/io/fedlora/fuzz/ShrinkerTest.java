package io.fedlora.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private final AtomicLong now = new AtomicLong();
  private final List<Draft> tried = new ArrayList<>();

  private Shrinker.Shrunk shrunk(Draft draft, Shrinker.Failing failing)
      throws InterruptedException {
    Shrinker.Failing noted =
        one -> {
          tried.add(one);
          now.addAndGet(1_000_000_000L);
          return failing.fails(one);
        };
    return new Shrinker(noted, Duration.ofMinutes(5), now::get).shrink(draft);
  }

  private static Map<String, String> keys(String... further) {
    Map<String, String> keys = new TreeMap<>(Map.of("clients", "1", "rounds", "1"));
    for (String key : further) {
      keys.put(key, "1");
    }
    return keys;
  }

  /** The regions are needed, and are the only thing that is said of the whole fleet. */
  @Test
  void whatCannotBeLeftOutIsTriedOnce() throws InterruptedException {
    Draft draft = new Draft(keys("fleet.regions", "server.quorum"), List.of(Map.of()));
    Shrinker.Shrunk shrunk = shrunk(draft, one -> one.keys().containsKey("fleet.regions"));
    assertThat(shrunk).isEqualTo(new Shrinker.Shrunk(draft.without("server."), true));
    assertThat(tried).hasSizeLessThan(5).doesNotContain(draft);
  }

  @Test
  void dropoutGoesAsAWholeAndLeavesTheRegions() throws InterruptedException {
    Draft draft =
        new Draft(
            keys("fleet.regions", "fleet.dropout", "fleet.downtime", "fleet.dropout-phases.before"),
            List.of(Map.of()));
    Shrinker.Shrunk shrunk = shrunk(draft, one -> one.keys().containsKey("fleet.regions"));
    assertThat(shrunk.draft().keys()).isEqualTo(keys("fleet.regions"));
    assertThat(tried).first().satisfies(one -> assertThat(one).isEqualTo(shrunk.draft()));
  }

  /** A thousand rounds go down one by one; what stands behind them has its turn all the same. */
  @Test
  void itGoesOnWhereItWasAndStopsWhenItsTimeIsOver() throws InterruptedException {
    Draft draft = new Draft(keys("server.quorum"), List.of(Map.of())).with("rounds", "1000");
    Shrinker.Shrunk shrunk =
        shrunk(draft, one -> one.number("rounds") > 500 && one.keys().containsKey("server.quorum"));
    assertThat(shrunk.isDone()).isFalse();
    assertThat(shrunk.draft().number("rounds")).isBetween(690, 710);
    assertThat(tried).hasSizeBetween(299, 302);
  }

  @Test
  void leavesOutWhateverCanBe() throws InterruptedException {
    Map<String, String> keys = new TreeMap<>();
    keys.put("clients", "9");
    keys.put("rounds", "20");
    keys.put("seed", "4");
    keys.put("server.quorum", "0.5");
    keys.put("server.deadline", "3s");
    keys.put("faults.crash.probability", "0.3");
    keys.put("faults.crash.downtime", "3s");
    keys.put("faults.message-lost.probability", "0.3");
    Draft draft =
        new Draft(
            keys,
            List.of(
                Map.of(Draft.WEIGHT, "1", "speed", "5"),
                Map.of(Draft.WEIGHT, "3", "joins", "3s", "leaves", "9s")));
    Draft smallest =
        shrunk(
                draft,
                one ->
                    one.keys().containsKey("faults.crash.probability")
                        && one.number("clients") >= 3
                        && one.groups().stream().anyMatch(group -> group.containsKey("joins")))
            .draft();
    assertThat(smallest.text())
        .isEqualTo(
            """
            clients = 3
            faults.crash.probability = 0.3
            rounds = 1
            seed = 4
            fleet.groups = [
              { share = 1.0, joins = 3s }
            ]
            """);
  }

  @Test
  void sharesSumToOne() {
    Draft draft =
        new Draft(
            Map.of("clients", "4"),
            List.of(Map.of(Draft.WEIGHT, "1"), Map.of(Draft.WEIGHT, "3", "speed", "7")));
    assertThat(draft.text()).contains("{ share = 0.25 }", "{ share = 0.75, speed = 7 }");
  }
}
