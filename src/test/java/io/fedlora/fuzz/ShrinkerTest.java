package io.fedlora.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
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
        new Shrinker(
                one ->
                    one.keys().containsKey("faults.crash.probability")
                        && one.number("clients") >= 3
                        && one.groups().stream().anyMatch(group -> group.containsKey("joins")))
            .shrink(draft);
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
