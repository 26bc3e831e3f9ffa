package io.fedlora.server;

import static io.fedlora.server.SmallServer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.StalenessLaw;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collections without rounds. A client's answer has its number plus 1 in all values. */
@Timeout(60)
class WindowsServerTest {
  private final SmallServer small = new SmallServer();

  WindowsServerTest() {
    small.collection = CollectionMode.BUFFERED;
    small.stalenessBound = Optional.empty();
  }

  private List<Event.RoundClosed> closed() {
    return small.all(Event.RoundClosed.class);
  }

  private List<Event.RequestSent> sent() {
    return small.all(Event.RequestSent.class);
  }

  private float value(int round) {
    return small.commons.get(round - 1).part("common").values()[0];
  }

  @Test
  void aFullBufferIsMergedAtOnce() throws Exception {
    small.buffer = new Count.Exactly(2);
    small.run((client, id, down) -> small.answer((client + 1) * SECOND, client, id, down));
    // Clients 0 and 1 by 2 s; client 0, asked anew with version 1 at 2 s, and client 2 at 3 s.
    assertThat(closed()).extracting(Event.RoundClosed::reason).containsOnly("enough");
    assertThat(value(1)).isEqualTo(1.5f);
    List<Event.UpdateMerged> merged = small.all(Event.UpdateMerged.class);
    assertThat(merged).extracting(Event.UpdateMerged::client).containsExactly(0, 1, 2, 0);
    assertThat(merged).extracting(Event.UpdateMerged::staleness).containsExactly(0, 0, 1, 0);
    assertThat(merged).extracting(Event.UpdateMerged::weight).containsExactly(0.5, 0.5, 0.25, 0.5);
    // Client 2 changed 0 into 3, which makes 4.5 of 1.5; client 0 changed 1.5 into 1.
    assertThat(value(2)).isEqualTo((float) (0.25 * 1.5 + 0.75 * (4.5 / 3 + 1.0 * 2 / 3)));
    small.assertBooksBalance();
  }

  @Test
  void aClientWhoseUpdateWaitsIsNotAsked() throws Exception {
    small.rounds = 1;
    small.run((client, id, down) -> small.answer((client + 1) * SECOND, client, id, down));
    assertThat(sent()).hasSize(3);
    assertThat(small.lines).anyMatch(line -> line.startsWith("3000000000 RoundClosed"));
  }

  @Test
  void noMoreAreAtWorkThanWanted() throws Exception {
    small.clients = 6;
    small.concurrency = new Count.Exactly(2);
    small.buffer = new Count.Exactly(4);
    small.rounds = 1;
    small.run((client, id, down) -> small.answer(SECOND, client, id, down));
    // Two at a time; the second two are asked when the first have answered.
    assertThat(sent()).hasSize(4);
    assertThat(small.lines)
        .filteredOn(line -> line.contains("RequestSent"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("0", "0", "1000000000", "1000000000");
    assertThat(sent()).extracting(Event.RequestSent::client).doesNotHaveDuplicates();
  }

  @Test
  void theMergeComesBeforeWhatIsAskedAtTheSameInstant() throws Exception {
    small.clients = 6;
    small.concurrency = new Count.Exactly(2);
    small.buffer = new Count.Exactly(2);
    small.rounds = 3;
    small.run((client, id, down) -> small.answer(SECOND, client, id, down));
    assertThat(sent())
        .extracting(Event.RequestSent::version)
        .containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
    assertThat(small.all(Event.UpdateMerged.class))
        .extracting(Event.UpdateMerged::staleness)
        .containsOnly(0);
  }

  @Test
  void theDeadlineOfAWindowComesBeforeAnArrivalAtTheSameInstant() throws Exception {
    small.buffer = new Count.Exactly(2);
    small.deadline = Optional.of(Duration.ofSeconds(5));
    small.quorum = 0.5;
    small.rounds = 2;
    small.run(
        (client, id, down) ->
            // Client 2's answer sets out before the first window closes at 4 s and the second
            // opens.
            small.answer(client == 2 ? 9 * SECOND : 4 * SECOND, client, id, down));
    assertThat(closed()).extracting(Event.RoundClosed::reason).containsExactly("enough", "enough");
    SmallServer other = new SmallServer();
    other.collection = CollectionMode.BUFFERED;
    other.buffer = new Count.Exactly(2);
    other.deadline = Optional.of(Duration.ofSeconds(5));
    other.quorum = 0.5;
    other.rounds = 2;
    other.run(
        (client, id, down) -> {
          if (id <= 2) {
            other.answer(4 * SECOND, client, id, down);
          } else if (id == 3) {
            other.answer(9 * SECOND, client, id, down);
          }
        });
    assertThat(other.all(Event.RoundClosed.class))
        .extracting(Event.RoundClosed::reason)
        .containsExactly("enough", "deadline");
    assertThat(other.all(Event.RoundClosed.class).get(1).arrived()).isZero();
    assertThat(other.all(Event.UpdateReceived.class)).hasSize(2);
    other.assertBooksBalance();
  }

  @Test
  void aBufferThatIsNotFullIsMergedAtTheEndIfItHoldsTheQuorumAndKeptIfNot() throws Exception {
    small.deadline = Optional.of(Duration.ofSeconds(5));
    small.crashDetection = Duration.ofSeconds(1000);
    small.quorum = 0.6;
    small.rounds = 3;
    small.run(
        (client, id, down) -> {
          if (client < 2) {
            small.answer(client == 0 ? SECOND : 7 * SECOND, client, id, down);
          }
        });
    assertThat(closed().get(0))
        .satisfies(
            first -> {
              assertThat(first.arrived()).isEqualTo(1);
              assertThat(first.merged()).isZero();
              assertThat(first.quorum()).isFalse();
              assertThat(first.reason()).isEqualTo("deadline");
            });
    assertThat(closed().get(1).merged()).isEqualTo(2);
    assertThat(value(2)).isEqualTo(1.5f);
    small.assertBooksBalance();
  }

  @Test
  void aSilentClientLosesItsPlaceToAnother() throws Exception {
    small.clients = 4;
    small.concurrency = new Count.Exactly(1);
    small.buffer = new Count.Exactly(1);
    small.deadline = Optional.of(Duration.ofSeconds(5));
    small.crashDetection = Duration.ofSeconds(1000);
    small.rounds = 2;
    int[] silent = {-1};
    small.run(
        (client, id, down) -> {
          if (id == 1) {
            silent[0] = client;
          } else {
            small.answer(SECOND, client, id, down);
          }
        });
    assertThat(sent().get(1).client()).isNotEqualTo(silent[0]);
    assertThat(small.lines).anyMatch(line -> line.startsWith("5000000000 RequestSent[request=2"));
    assertThat(closed())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("deadline", "enough");
    small.assertBooksBalance();
  }

  @Test
  void anAnswerAfterItsPlaceWasGivenAwayIsStillTaken() throws Exception {
    small.buffer = new Count.Exactly(3);
    small.deadline = Optional.of(Duration.ofSeconds(5));
    small.quorum = 1;
    small.rounds = 2;
    small.run(
        (client, id, down) -> small.answer(client == 0 ? 7 * SECOND : SECOND, client, id, down));
    assertThat(closed().get(1).reason()).isEqualTo("enough");
    assertThat(small.lines).anyMatch(line -> line.startsWith("7000000000 RoundClosed"));
    assertThat(small.all(Event.UpdateLate.class)).isEmpty();
    small.assertBooksBalance();
  }

  @Test
  void whatIsOlderThanTheBoundIsLate() throws Exception {
    small.collection = CollectionMode.ASYNCHRONOUS;
    small.stalenessBound = Optional.of(2);
    small.rounds = 4;
    small.run(
        (client, id, down) ->
            small.answer(client == 0 ? SECOND : 7 * SECOND / 2, client, id, down));
    assertThat(small.all(Event.UpdateLate.class)).extracting(Event.UpdateLate::client).contains(1);
    assertThat(small.all(Event.UpdateMerged.class))
        .allSatisfy(merged -> assertThat(merged.staleness()).isLessThan(3));
    small.assertBooksBalance();
  }

  @Test
  void asynchronousUpdatesAreMixedInAsTheyCome() throws Exception {
    small.collection = CollectionMode.ASYNCHRONOUS;
    small.staleness = StalenessLaw.HINGE;
    small.rounds = 3;
    small.run(
        (client, id, down) -> small.answer(SECOND + (id == 1 ? SECOND : 0), client, id, down));
    // Clients 1 and 2 at 1 s, in this order; client 0 at 2 s, two merges old, one beyond the hinge.
    assertThat(small.all(Event.UpdateMerged.class))
        .extracting(Event.UpdateMerged::client)
        .containsExactly(1, 2, 0);
    assertThat(small.all(Event.UpdateMerged.class))
        .extracting(Event.UpdateMerged::weight)
        .containsExactly(0.5, 0.5, 0.5 / 3);
    assertThat(value(1)).isEqualTo(1);
    assertThat(value(2)).isEqualTo(2);
    assertThat(value(3)).isEqualTo((float) ((1 - 0.5 / 3) * 2 + 0.5 / 3 * 1));
    small.assertBooksBalance();
  }

  @Test
  void aPeriodMergesWhateverHasComeAndAsksWhoIsFree() throws Exception {
    small.collection = CollectionMode.SEMI_SYNCHRONOUS;
    small.period = Duration.ofSeconds(4);
    small.rounds = 3;
    small.run(
        (client, id, down) -> small.answer(client == 2 ? 9 * SECOND : SECOND, client, id, down));
    assertThat(small.lines)
        .filteredOn(line -> line.contains("RoundClosed"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("4000000000", "8000000000", "12000000000");
    assertThat(closed()).extracting(Event.RoundClosed::reason).containsOnly("period");
    assertThat(closed()).extracting(Event.RoundClosed::merged).containsExactly(2, 2, 3);
    assertThat(small.all(Event.RoundOpened.class))
        .extracting(Event.RoundOpened::asked)
        .containsExactly(List.of(0, 1, 2), List.of(0, 1), List.of(0, 1));
    small.assertBooksBalance();
  }

  @Test
  void nobodyThereStillComesToAnEnd() throws Exception {
    small.deadline = Optional.empty();
    small.rounds = 3;
    small.run((client, id, down) -> {});
    assertThat(closed())
        .allSatisfy(
            round -> {
              assertThat(round.reason()).isEqualTo("deadline");
              assertThat(round.merged()).isZero();
            });
    small.assertBooksBalance();
  }

  @Test
  void aClientThatComesBackWithNothingIsAskedAgain() throws Exception {
    small.rounds = 1;
    small.crashDetection = Duration.ofSeconds(1000);
    small.deadline = Optional.of(Duration.ofSeconds(100));
    small.run(
        (client, id, down) -> {
          if (id == 1) {
            small.ledger.lost(id, "window");
            small.hello(3 * SECOND, client);
          } else {
            small.answer(SECOND, client, id, down);
          }
        });
    assertThat(small.lines).anyMatch(line -> line.startsWith("3000000000 RequestSent"));
    assertThat(small.lines).anyMatch(line -> line.startsWith("4000000000 RoundClosed"));
    small.assertBooksBalance();
  }

  @Test
  void aWrongUpdateMakesRoomForAnother() throws Exception {
    small.rounds = 1;
    small.run(
        (client, id, down) -> {
          if (id == 1) {
            small.arrive(
                SECOND,
                client,
                small.frame(id, down, SmallServer.changed(down.state(), Float.NaN)));
          } else {
            small.answer(SECOND, client, id, down);
          }
        });
    assertThat(small.all(Event.UpdateRejected.class)).hasSize(1);
    assertThat(sent()).hasSize(4);
    assertThat(closed().get(0).merged()).isEqualTo(3);
    small.assertBooksBalance();
  }
}
