package io.fedlora.server;

import static io.fedlora.server.SmallServer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.StalenessLaw;
import io.fedlora.scenario.TierSettings;
import io.fedlora.scenario.TierWeights;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tiers with rounds of their own. Clients 0 and 1 are fast, 2 and 3 slow. A client's answer has its
 * number plus 1 in all values.
 */
@Timeout(60)
class TiersServerTest {
  private final SmallServer small = new SmallServer();

  TiersServerTest() {
    small.collection = CollectionMode.SEMI_SYNCHRONOUS;
    small.clients = 4;
    small.staleness = StalenessLaw.CONSTANT;
    small.stalenessBound = Optional.empty();
    weighs(TierWeights.FULL);
    small.formed = Tiers.of(new long[] {1, 1, 9, 9}, 2);
  }

  private void weighs(TierWeights weights) {
    small.tiers = new TierSettings(Optional.of(2), weights);
  }

  private List<Event.RoundClosed> closed() {
    return small.all(Event.RoundClosed.class);
  }

  private List<Event.UpdateMerged> merged() {
    return small.all(Event.UpdateMerged.class);
  }

  private float value(int round) {
    return small.commons.get(round - 1).part("common").values()[0];
  }

  private List<String> instants(String event) {
    return small.lines.stream()
        .filter(line -> line.contains(" " + event + "["))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** Fast clients take 2 s, slow ones 5 s. */
  private void atOwnPace() throws Exception {
    small.run((client, id, down) -> small.answer((client < 2 ? 2 : 5) * SECOND, client, id, down));
  }

  @Test
  void eachTierGoesOnAtItsOwnPace() throws Exception {
    small.rounds = 4;
    atOwnPace();
    assertThat(instants("RoundClosed"))
        .containsExactly("2000000000", "4000000000", "5000000000", "6000000000");
    assertThat(small.all(Event.TierClosed.class))
        .extracting(Event.TierClosed::tier)
        .containsExactly(1, 1, 2, 1);
    assertThat(small.all(Event.RoundOpened.class))
        .extracting(Event.RoundOpened::asked)
        .containsExactly(List.of(0, 1, 2, 3), List.of(0, 1), List.of(0, 1), List.of(2, 3));
    assertThat(closed()).extracting(Event.RoundClosed::reason).containsOnly("all");
    assertThat(merged())
        .extracting(Event.UpdateMerged::staleness)
        .containsExactly(0, 0, 0, 0, 2, 2, 1, 1);
    // 0 to 1.5, the mean of 1 and 2; by 0 more; the slow tier changed 0 by 3.5; the fast one, which
    // had begun from 1.5, by 0.
    assertThat(List.of(value(1), value(2), value(3), value(4))).containsExactly(1.5f, 1.5f, 5f, 5f);
    small.assertBooksBalance();
  }

  @Test
  void aSlowTierWeighsMoreTheMoreTheFastOneHasBeenMerged() throws Exception {
    weighs(TierWeights.BY_MERGES);
    small.rounds = 3;
    atOwnPace();
    // 1 of 2; then 1 of 3; the slow tier, against two merges of the fast one, 3 of 4.
    assertThat(merged())
        .extracting(Event.UpdateMerged::weight)
        .containsExactly(0.25, 0.25, 1 / 6.0, 1 / 6.0, 0.375, 0.375);
    assertThat(value(1)).isEqualTo(0.75f);
    small.assertBooksBalance();
  }

  @Test
  void ageTakesFromATiersWeight() throws Exception {
    weighs(TierWeights.BY_CLIENTS);
    small.staleness = StalenessLaw.POLYNOMIAL;
    small.rounds = 3;
    atOwnPace();
    assertThat(merged().get(4).weight()).isEqualTo(0.5 * (1 / 3.0) / 2);
    small.assertBooksBalance();
  }

  @Test
  void aTierIsOverAtItsDeadlineAndWhatComesAfterItWaitsForItsNextEnd() throws Exception {
    small.deadline = Optional.of(Duration.ofSeconds(4));
    small.rounds = 5;
    small.run(
        (client, id, down) ->
            small.answer(client == 3 ? 6 * SECOND : 3 * SECOND, client, id, down));
    // The fast tier at 3 and 6 s, the slow one at 4 s without client 3, and at 8 s with it.
    assertThat(instants("RoundClosed"))
        .containsExactly("3000000000", "4000000000", "6000000000", "7000000000", "9000000000");
    assertThat(closed().get(1).reason()).isEqualTo("deadline");
    assertThat(closed().get(1).arrived()).isEqualTo(1);
    assertThat(closed().get(3))
        .satisfies(
            second -> {
              assertThat(second.reason()).isEqualTo("all");
              assertThat(second.asked()).isEqualTo(1);
              assertThat(second.merged()).isEqualTo(2);
            });
    assertThat(small.all(Event.UpdateLate.class)).isEmpty();
    small.assertBooksBalance();
  }

  @Test
  void theDeadlineComesBeforeAnArrivalAtTheSameInstant() throws Exception {
    small.deadline = Optional.of(Duration.ofSeconds(5));
    small.rounds = 3;
    atOwnPace();
    assertThat(closed())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("all", "all", "deadline");
    assertThat(closed().get(2).arrived()).isZero();
    assertThat(closed().get(2).quorum()).isFalse();
    small.assertBooksBalance();
  }

  @Test
  void aTierWithNobodyToAskStillComesToAnEnd() throws Exception {
    small.deadline = Optional.of(Duration.ofSeconds(4));
    small.crashDetection = Duration.ofSeconds(1000);
    small.rounds = 6;
    small.run(
        (client, id, down) -> {
          if (client < 2) {
            small.answer(2 * SECOND, client, id, down);
          }
        });
    assertThat(closed()).extracting(Event.RoundClosed::reason).contains("deadline", "nobody");
    small.assertBooksBalance();
  }

  @Test
  void anUpdateThatGrowsTooOldWhileItWaitsIsLate() throws Exception {
    small.stalenessBound = Optional.of(2);
    small.rounds = 5;
    small.run(
        (client, id, down) ->
            small.answer(
                client < 2 ? 2 * SECOND : client == 2 ? SECOND : 7 * SECOND, client, id, down));
    // Client 2 answered at 1 s; by 7 s, when client 3 does, the fast tier has been merged thrice.
    assertThat(small.all(Event.UpdateReceived.class))
        .extracting(Event.UpdateReceived::client)
        .contains(2);
    assertThat(small.all(Event.UpdateLate.class))
        .extracting(Event.UpdateLate::client)
        .containsExactlyInAnyOrder(2, 3);
    assertThat(merged()).extracting(Event.UpdateMerged::client).containsOnly(0, 1);
    small.assertBooksBalance();
  }

  @Test
  void noMoreOfATierAreAskedThanWanted() throws Exception {
    small.concurrency = new Count.Exactly(1);
    small.rounds = 3;
    atOwnPace();
    assertThat(small.all(Event.TierOpened.class))
        .allSatisfy(opened -> assertThat(opened.asked()).hasSize(1));
    small.assertBooksBalance();
  }

  @Test
  void aServerThatGoesDownAsksAllTiersAnewAndKeepsCountOfTheirMerges() throws Exception {
    weighs(TierWeights.BY_MERGES);
    small.rounds = 7;
    small.restart(2400 * SECOND / 1000, SECOND);
    small.run(
        (client, id, down) -> small.answer(client < 2 ? SECOND / 2 : 9 * SECOND, client, id, down));
    assertThat(closed())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("all", "all", "all", "all", "restart", "all", "all");
    assertThat(closed().get(4).asked()).isEqualTo(4);
    assertThat(small.all(Event.RoundOpened.class).get(5).asked()).containsExactly(0, 1, 2, 3);
    // The fast tier's merges: 1 of 2, 1 of 3, …, 1 of 7.
    assertThat(merged())
        .extracting(merge -> 1 / (2 * merge.weight()))
        .containsExactly(2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 5.0, 6.0, 6.0, 7.0, 7.0);
    small.assertBooksBalance();
  }
}
