package io.fedlora.server;

import static io.fedlora.server.SmallServer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.LateUpdates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that goes down and comes back: what it forgets, and what it goes on from. A client's
 * answer has its number plus 1 in all values.
 */
@Timeout(60)
class RestartTest {
  private final SmallServer small = new SmallServer();

  private List<Event.RoundClosed> closed() {
    return small.all(Event.RoundClosed.class);
  }

  private List<String> lost() {
    return small.all(Event.RequestLost.class).stream()
        .map(lost -> lost.request() + " " + lost.reason())
        .toList();
  }

  private float value(int round) {
    return small.commons.get(round - 1).part("common").values()[0];
  }

  @Test
  void updatesThatHadComeInAreForgottenAndLost() throws Exception {
    small.restart(3 * SECOND, 2 * SECOND);
    small.run(
        (client, id, down) ->
            small.answer(client == 2 && id == 3 ? 9 * SECOND : SECOND, client, id, down));
    assertThat(lost()).containsExactly("1 server-restart", "2 server-restart");
    assertThat(closed().get(0))
        .satisfies(
            first -> {
              assertThat(first.reason()).isEqualTo("restart");
              assertThat(first.asked()).isEqualTo(3);
              assertThat(first.arrived()).isEqualTo(2);
              assertThat(first.merged()).isZero();
              assertThat(first.version()).isZero();
            });
    assertThat(value(1)).isZero();
    // At 5 s it asks anew, under numbers that it has not given out before.
    assertThat(small.lines)
        .anyMatch(line -> line.startsWith("5000000000 ServerBack[round=1, version=0"))
        .anyMatch(line -> line.startsWith("5000000000 RequestSent[request=4, round=2, client=0"));
    assertThat(closed().get(1).merged()).isEqualTo(3);
    assertThat(value(2)).isEqualTo(2);
    small.assertBooksBalance();
  }

  @Test
  void anAnswerToAQuestionFromBeforeIsLateAndNeverMerged() throws Exception {
    small.restart(3 * SECOND, 2 * SECOND);
    small.late = LateUpdates.ACCEPT;
    small.rounds = 3;
    small.run(
        (client, id, down) -> {
          // Client 2 answers the first request at 9 s, in the middle of the second round, twice.
          small.answer(id <= 3 ? 9 * SECOND : 6 * SECOND, client, id, down);
          if (id == 3) {
            small.answer(10 * SECOND, client, id, down);
          }
        });
    assertThat(small.all(Event.UpdateLate.class))
        .extracting(Event.UpdateLate::request)
        .containsExactly(1L, 2L, 3L);
    assertThat(small.all(Event.UpdateDuplicate.class))
        .extracting(Event.UpdateDuplicate::request)
        .containsExactly(3L);
    assertThat(small.all(Event.UpdateMerged.class))
        .extracting(Event.UpdateMerged::request)
        .containsExactlyInAnyOrder(4L, 5L, 6L, 7L, 8L, 9L);
    small.assertBooksBalance();
  }

  @Test
  void theAnswerToAnOldQuestionTellsThatAClientHasNothingInHand() throws Exception {
    small.crashDetection = Duration.ofSeconds(1000);
    small.deadline = Optional.of(Duration.ofSeconds(500));
    small.restart(3 * SECOND, 2 * SECOND);
    small.rounds = 3;
    small.run(
        (client, id, down) -> {
          // What is asked for at 5 s finds all of them at work, and is dropped.
          if (id < 4 || id > 6) {
            small.answer(6 * SECOND, client, id, down);
          }
        });
    assertThat(closed())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("restart", "all", "all");
    assertThat(closed()).extracting(Event.RoundClosed::merged).containsExactly(0, 0, 3);
    assertThat(small.lines).anyMatch(line -> line.startsWith("12000000000 RoundClosed"));
    small.assertBooksBalance();
  }

  @Test
  void whatArrivesWhileItIsDownIsLost() throws Exception {
    small.restart(3 * SECOND, 4 * SECOND);
    small.run((client, id, down) -> small.answer(5 * SECOND, client, id, down));
    assertThat(lost()).containsExactly("1 server-down", "2 server-down", "3 server-down");
    assertThat(closed()).extracting(Event.RoundClosed::reason).containsExactly("restart", "all");
    small.assertBooksBalance();
  }

  @Test
  void aSpoiltAnswerFromBeforeIsRejectedAndHarmsNoOther() throws Exception {
    small.restart(3 * SECOND, SECOND);
    small.run(
        (client, id, down) -> {
          byte[] frame = small.frame(id, down, SmallServer.changed(down.state(), 9));
          if (id == 1) {
            frame[frame.length - 1] ^= 1;
            small.arrive(5 * SECOND, client, frame);
          } else {
            small.answer(2 * SECOND, client, id, down);
          }
        });
    assertThat(small.all(Event.UpdateRejected.class))
        .extracting(Event.UpdateRejected::request)
        .containsExactly(1L);
    assertThat(closed().get(1).merged()).isEqualTo(3);
    small.assertBooksBalance();
  }

  @Test
  void itGoesOnFromTheLastMerge() throws Exception {
    small.rounds = 3;
    small.restart(3 * SECOND, 2 * SECOND);
    small.run((client, id, down) -> small.answer(2 * SECOND, client, id, down));
    assertThat(closed())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("all", "restart", "all");
    assertThat(closed()).extracting(Event.RoundClosed::version).containsExactly(1L, 1L, 2L);
    assertThat(value(2)).isEqualTo(value(1)).isEqualTo(2);
    assertThat(small.all(Event.ServerBack.class)).containsExactly(new Event.ServerBack(2, 1));
    small.assertBooksBalance();
  }

  @Test
  void updatesThatWereKeptForTheNextMergeAreLostToo() throws Exception {
    small.late = LateUpdates.ACCEPT;
    small.deadline = Optional.of(Duration.ofSeconds(2));
    small.crashDetection = Duration.ofSeconds(4);
    small.rounds = 3;
    small.restart(2500 * SECOND / 1000, SECOND);
    small.run(
        (client, id, down) ->
            small.answer(client == 2 && id == 3 ? 2400 * SECOND / 1000 : SECOND, client, id, down));
    assertThat(small.all(Event.UpdateKept.class))
        .extracting(Event.UpdateKept::request)
        .contains(3L);
    assertThat(lost()).contains("3 server-restart");
    small.assertBooksBalance();
  }

  @Test
  void whomTheServerTookToBeBusyIsFreeAfterARestart() throws Exception {
    // Nobody answers in the first round, which then waits for its deadline.
    small.crashDetection = Duration.ofSeconds(1000);
    small.restart(12 * SECOND, SECOND);
    small.rounds = 3;
    boolean[] silent = {true};
    small.run(
        (client, id, down) -> {
          if (id > 3) {
            silent[0] = false;
            small.answer(SECOND, client, id, down);
          }
        });
    // The second round had nobody to ask; after the restart all are taken to be free.
    assertThat(small.all(Event.RoundOpened.class))
        .extracting(Event.RoundOpened::asked)
        .containsExactly(List.of(0, 1, 2), List.of(), List.of(0, 1, 2));
    assertThat(closed())
        .extracting(Event.RoundClosed::reason)
        .containsExactly("deadline", "restart", "all");
    assertThat(silent[0]).isFalse();
    small.assertBooksBalance();
  }

  @Test
  void aRestartInTheLastRoundEndsTheRunOnceItIsBack() throws Exception {
    small.rounds = 1;
    small.restart(SECOND, 5 * SECOND);
    small.run((client, id, down) -> small.answer(2 * SECOND, client, id, down));
    assertThat(closed()).extracting(Event.RoundClosed::reason).containsExactly("restart");
    assertThat(small.lines).last().asString().startsWith("6000000000 ");
    small.assertBooksBalance();
  }

  @ParameterizedTest
  @EnumSource(CollectionMode.class)
  void noModeMergesWhatWasAskedForBefore(CollectionMode mode) throws Exception {
    small.collection = mode;
    small.clients = 6;
    small.rounds = 30;
    small.buffer = new Count.Exactly(3);
    small.period = Duration.ofSeconds(4);
    small.stalenessBound = Optional.empty();
    small.restart(2500 * SECOND / 1000, SECOND);
    small.restart(9 * SECOND, 3 * SECOND);
    small.run((client, id, down) -> small.answer((1 + client) * SECOND * 3 / 4, client, id, down));
    assertThat(closed()).extracting(Event.RoundClosed::reason).contains("restart");
    assertThat(small.all(Event.ServerBack.class)).hasSize(2);
    long asked = 0;
    long forgotten = 0;
    for (Event event : small.events) {
      if (event instanceof Event.RequestSent sent) {
        asked = sent.request();
      } else if (event instanceof Event.ServerBack) {
        forgotten = asked;
      } else if (event instanceof Event.UpdateMerged merged) {
        assertThat(merged.request()).isGreaterThan(forgotten);
      }
    }
    assertThat(small.all(Event.UpdateMerged.class)).isNotEmpty();
    assertThat(lost()).anyMatch(line -> line.endsWith("server-down"));
    small.assertBooksBalance();
  }
}
