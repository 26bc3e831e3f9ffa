package io.fedlora.server;

import static io.fedlora.server.SmallServer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.LateUpdates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerTest {
  private final SmallServer small = new SmallServer();

  @Test
  void theMeanOfAllAnswersIsTheNextCommonState() throws Exception {
    Server.Finished last = small.run((client, id, down) -> small.answer(SECOND, client, id, down));
    assertThat(last.version()).isEqualTo(2);
    assertThat(last.common().part("common").values()).containsOnly(2f);
    assertThat(small.all(Event.UpdateMerged.class))
        .hasSize(6)
        .allSatisfy(merged -> assertThat(merged.weight()).isEqualTo(1 / 3.0));
    assertThat(small.all(Event.RoundClosed.class))
        .extracting(Event.RoundClosed::reason)
        .containsExactly("all", "all");
    small.assertBooksBalance();
  }

  @Test
  void atTheSameInstantTheDeadlineComesBeforeAnArrival() throws Exception {
    small.run((client, id, down) -> small.answer(10 * SECOND, client, id, down));
    assertThat(small.all(Event.RoundClosed.class))
        .allSatisfy(closed -> assertThat(closed.arrived()).isZero())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("deadline", "nobody");
    assertThat(small.lines).anyMatch(line -> line.startsWith("10000000000 RoundClosed"));
    assertThat(small.all(Event.UpdateLate.class)).hasSize(3);
    small.assertBooksBalance();
  }

  @Test
  void anArrivalJustBeforeTheDeadlineCounts() throws Exception {
    small.run((client, id, down) -> small.answer(10 * SECOND - 1, client, id, down));
    assertThat(small.ledger.counts().merged()).isEqualTo(6);
  }

  @Test
  void aClientThatNeverAnswersIsNotAskedAgainUntilItIsTakenToHaveCrashed() throws Exception {
    small.rounds = 12;
    small.run(
        (client, id, down) -> {
          if (client > 0) {
            small.answer(SECOND, client, id, down);
          }
        });
    List<Event.RoundOpened> opened = small.all(Event.RoundOpened.class);
    assertThat(opened).filteredOn(round -> round.asked().contains(0)).hasSize(1);
    SmallServer quick = new SmallServer();
    quick.rounds = 4;
    quick.crashDetection = Duration.ofSeconds(10);
    quick.run(
        (client, id, down) -> {
          if (client > 0) {
            quick.answer(SECOND, client, id, down);
          }
        });
    assertThat(quick.all(Event.RoundOpened.class))
        .allSatisfy(round -> assertThat(round.asked()).containsExactly(0, 1, 2));
    assertThat(quick.ledger.counts().cancelled()).isEqualTo(4);
    quick.assertBooksBalance();
  }

  @Test
  void anAnswerFromAClientThatWasGivenUpIsLateAndNotADuplicate() throws Exception {
    small.rounds = 3;
    small.late = LateUpdates.ACCEPT;
    small.crashDetection = Duration.ofSeconds(10);
    small.run(
        (client, id, down) ->
            small.answer(client == 0 && id == 1 ? 15 * SECOND : 9 * SECOND, client, id, down));
    assertThat(small.all(Event.UpdateMerged.class))
        .filteredOn(Event.UpdateMerged::late)
        .singleElement()
        .satisfies(merged -> assertThat(merged.request()).isEqualTo(1));
    assertThat(small.all(Event.UpdateDuplicate.class)).isEmpty();
    small.assertBooksBalance();
  }

  @Test
  void lateUpdatesAreDiscardedUnlessTheyAreWanted() throws Exception {
    small.rounds = 3;
    small.run(
        (client, id, down) ->
            small.answer(client == 0 ? 14 * SECOND : 9 * SECOND, client, id, down));
    assertThat(small.ledger.counts().mergedLate()).isZero();
    assertThat(small.ledger.counts().late()).isPositive();
    assertThat(small.commons.get(1).part("common").values()).containsOnly(2.5f);
    small.assertBooksBalance();
  }

  @Test
  void anAcceptedLateUpdateIsDiscountedByTheMergesItMissed() throws Exception {
    small.rounds = 3;
    small.late = LateUpdates.ACCEPT;
    small.run(
        (client, id, down) ->
            small.answer(client == 0 ? 10 * SECOND + 1 : SECOND, client, id, down));
    Event.UpdateMerged late =
        small.all(Event.UpdateMerged.class).stream()
            .filter(Event.UpdateMerged::late)
            .findFirst()
            .orElseThrow();
    assertThat(late.version()).isEqualTo(2);
    assertThat(late.round()).isEqualTo(1);
    assertThat(late.staleness()).isEqualTo(1);
    assertThat(late.weight()).isEqualTo(0.5 / 2.5);
    assertThat(small.commons.get(1).part("common").values())
        .containsOnly((float) ((2 + 3 + 0.5 * 1) / 2.5));
    small.assertBooksBalance();
  }

  @Test
  void whatComesAtTheInstantOfADeadlineWaitsForTheNextMerge() throws Exception {
    small.rounds = 3;
    small.late = LateUpdates.ACCEPT;
    small.crashDetection = Duration.ofSeconds(1000);
    small.run(
        (client, id, down) -> {
          if (client != 2 || down.round() != 2) {
            small.answer(client == 0 ? 20 * SECOND : SECOND, client, id, down);
          }
        });
    assertThat(small.all(Event.UpdateKept.class))
        .containsExactly(
            new Event.UpdateKept(1, 1, 0, small.all(Event.UpdateKept.class).get(0).checksum()));
    assertThat(small.lines).anyMatch(line -> line.startsWith("20000000000 UpdateKept"));
    assertThat(small.lines)
        .anyMatch(
            line ->
                line.startsWith("20000000000 RoundClosed[round=2") && line.contains("deadline"));
    assertThat(small.all(Event.UpdateMerged.class))
        .filteredOn(Event.UpdateMerged::late)
        .extracting(Event.UpdateMerged::version)
        .containsExactly(3L);
    small.assertBooksBalance();
  }

  @Test
  void nothingOlderThanTheStalenessBoundIsMerged() throws Exception {
    small.rounds = 10;
    small.late = LateUpdates.ACCEPT;
    small.crashDetection = Duration.ofSeconds(1000);
    small.run(
        (client, id, down) ->
            small.answer(
                client > 0 ? SECOND : id == 1 ? 15 * SECOND : 23 * SECOND / 2, client, id, down));
    assertThat(small.all(Event.UpdateMerged.class))
        .filteredOn(Event.UpdateMerged::late)
        .extracting(Event.UpdateMerged::staleness)
        .containsExactly(2);
    assertThat(small.all(Event.UpdateLate.class)).containsExactly(new Event.UpdateLate(1, 1, 0));
    small.assertBooksBalance();
  }

  @Test
  void aMissedQuorumMergesNothing() throws Exception {
    small.quorum = 0.7;
    small.run(
        (client, id, down) -> {
          if (client != 2) {
            small.answer(SECOND, client, id, down);
          }
        });
    Event.RoundClosed first = small.all(Event.RoundClosed.class).get(0);
    assertThat(first.quorum()).isFalse();
    assertThat(first.arrived()).isEqualTo(2);
    assertThat(small.commons.get(0).part("common").values()).containsOnly(0f);
    assertThat(small.all(Event.RequestCancelled.class))
        .extracting(Event.RequestCancelled::reason)
        .startsWith("quorum-missed", "quorum-missed");
    Event.RoundClosed second = small.all(Event.RoundClosed.class).get(1);
    assertThat(second.asked()).as("the silent one is not asked").isEqualTo(2);
    assertThat(second.quorum()).isTrue();
    small.assertBooksBalance();
  }

  @Test
  void theSurplusOfOverSelectionIsRecalledAndWhatItStillSendsIsADuplicate() throws Exception {
    small.clients = 6;
    small.cohort = new Count.Exactly(4);
    small.overSelection = 0.5;
    small.rounds = 2;
    small.run((client, id, down) -> small.answer((client + 1) * SECOND / 10, client, id, down));
    assertThat(small.all(Event.RoundClosed.class))
        .allSatisfy(closed -> assertThat(closed.merged()).isEqualTo(4))
        .extracting(Event.RoundClosed::reason)
        .containsExactly("enough", "enough");
    assertThat(small.all(Event.RequestCancelled.class))
        .filteredOn(cancelled -> cancelled.reason().equals("surplus"))
        .extracting(Event.RequestCancelled::client)
        .containsExactly(4, 5, 4, 5);
    assertThat(small.lines).anyMatch(line -> line.endsWith("recall 5 to 4"));
    assertThat(small.all(Event.UpdateDuplicate.class)).isNotEmpty();
    small.assertBooksBalance();
  }

  @Test
  void aRepeatedAnswerAnUnknownRequestAndAnotherClientsRequestCountForNothing() throws Exception {
    small.rounds = 1;
    Server.Finished last =
        small.run(
            (client, id, down) -> {
              small.answer(SECOND, client, id, down);
              if (client == 0) {
                small.answer(SECOND, client, id, down);
                small.answer(SECOND, client, 999, down);
              }
              if (client == 2) {
                small.answer(SECOND / 2, 0, id, down);
              }
              if (client == 1) {
                small.answer(SECOND, 1, id, down);
              }
            });
    assertThat(last.common().part("common").values()).containsOnly(2f);
    assertThat(small.all(Event.UpdateDuplicate.class))
        .containsExactlyInAnyOrder(
            new Event.UpdateDuplicate(3, 0),
            new Event.UpdateDuplicate(1, 0),
            new Event.UpdateDuplicate(999, 0),
            new Event.UpdateDuplicate(2, 1));
    assertThat(small.ledger.counts().merged()).isEqualTo(3);
    small.assertBooksBalance();
  }

  @Test
  void aDownloadFromAClientIsPassedOver() throws Exception {
    small.rounds = 1;
    small.run(
        (client, id, down) -> {
          small.arrive(SECOND / 2, client, small.codec.encode(id, down).frame());
          small.answer(SECOND, client, id, down);
        });
    assertThat(small.ledger.counts().merged()).isEqualTo(3);
  }

  @Test
  void damageFromAClientWhoseRequestIsKnownToBeLostDoesNotEndTheRun() throws Exception {
    small.rounds = 1;
    small.run(
        (client, id, down) -> {
          if (client == 0) {
            small.ledger.lost(id, "away");
            small.arrive(SECOND, 0, new byte[] {1, 2, 3});
          } else {
            small.answer(2 * SECOND, client, id, down);
          }
        });
    assertThat(small.ledger.counts().lost()).isEqualTo(1);
    assertThat(small.ledger.counts().merged()).isEqualTo(2);
    assertThat(small.all(Event.RoundClosed.class).get(0).reason()).isEqualTo("all");
    small.assertBooksBalance();
  }

  @Test
  void aClientThatComesBackWithNothingIsNotWaitedFor() throws Exception {
    small.rounds = 1;
    small.run(
        (client, id, down) -> {
          if (client == 0) {
            small.ledger.lost(id, "window");
            small.hello(3 * SECOND, 0);
          } else {
            small.answer(SECOND, client, id, down);
          }
        });
    assertThat(small.lines).anyMatch(line -> line.startsWith("3000000000 RoundClosed"));
    assertThat(small.all(Event.RoundClosed.class).get(0).reason()).isEqualTo("all");
    small.assertBooksBalance();
  }

  @Test
  void aHelloThatCrossesARequestDoesNotCostItsAnswer() throws Exception {
    small.rounds = 1;
    small.run(
        (client, id, down) -> {
          if (client == 0) {
            small.hello(SECOND, 0);
          }
          small.answer((2 + client) * SECOND, client, id, down);
        });
    assertThat(small.all(Event.UpdateDuplicate.class)).isEmpty();
    assertThat(small.ledger.counts().merged()).isEqualTo(3);
    small.assertBooksBalance();
  }

  @Test
  void anAnswerAfterAHelloAndAfterTheRoundIsLate() throws Exception {
    small.late = LateUpdates.ACCEPT;
    small.run(
        (client, id, down) -> {
          if (client == 0 && id == 1) {
            small.hello(SECOND, 0);
            small.answer(4 * SECOND, 0, id, down);
          } else {
            small.answer(3 * SECOND, client, id, down);
          }
        });
    assertThat(small.all(Event.UpdateDuplicate.class)).isEmpty();
    assertThat(small.ledger.counts().mergedLate()).isEqualTo(1);
    small.assertBooksBalance();
  }

  @Test
  void withoutADeadlineARoundLastsUntilSilentClientsAreTakenToHaveCrashed() throws Exception {
    small.deadline = java.util.Optional.empty();
    small.rounds = 1;
    small.run(
        (client, id, down) -> {
          if (client != 1) {
            small.answer(SECOND, client, id, down);
          }
        });
    assertThat(small.lines).anyMatch(line -> line.startsWith("100000000000 RoundClosed"));
    assertThat(small.all(Event.RoundOpened.class).get(0).deadline()).isEqualTo(-1);
    small.assertBooksBalance();
  }

  @Test
  void underAWorkLimitUpdatesWeighByTheirSteps() throws Exception {
    small.workLimit = java.util.Optional.of(Duration.ofSeconds(5));
    small.rounds = 1;
    small.run(
        (client, id, down) ->
            small.arrive(
                SECOND,
                client,
                small.frame(id, down, client + 2, SmallServer.changed(down.state(), client))));
    assertThat(small.all(Event.UpdateMerged.class))
        .extracting(Event.UpdateMerged::weight)
        .containsExactly(2 / 9.0, 3 / 9.0, 4 / 9.0);
    small.assertBooksBalance();
  }

  @Test
  void nobodyFreeMeansAnEmptyRoundUntilItsDeadline() throws Exception {
    small.run((client, id, down) -> {});
    Event.RoundClosed second = small.all(Event.RoundClosed.class).get(1);
    assertThat(second.reason()).isEqualTo("nobody");
    assertThat(second.asked()).isZero();
    assertThat(second.quorum()).isFalse();
    assertThat(small.ledger.counts().cancelled()).isEqualTo(3);
    small.assertBooksBalance();
  }

  @Test
  void whatArrivesAfterTheLastRoundChangesNothing() throws Exception {
    small.rounds = 1;
    small.run((client, id, down) -> small.answer(12 * SECOND, client, id, down));
    assertThat(small.ledger.counts().cancelled()).isEqualTo(3);
    small.assertBooksBalance();
  }
}
