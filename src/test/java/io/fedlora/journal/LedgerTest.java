package io.fedlora.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private final List<Event> events = new ArrayList<>();
  private final Ledger ledger = new Ledger(events::add);

  private void request(long id) {
    ledger.requested(new Event.RequestSent(id, 2, 5, 1, 100, 4));
  }

  private void merge(long id, boolean late) {
    ledger.merged(new Event.UpdateMerged(id, 2, 5, 2, 1, 0, late));
  }

  private LongConsumer end(String how) {
    return switch (how) {
      case "merged" -> id -> merge(id, false);
      case "late" -> id -> ledger.late(id);
      case "rejected" -> id -> ledger.rejected(id, 5, "wrong");
      case "cancelled" -> id -> ledger.cancelled(id, "surplus");
      default -> id -> ledger.lost(id, "away");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"merged", "late", "rejected", "cancelled", "lost"})
  void aRequestEndsOnce(String how) {
    request(1);
    assertThat(ledger.isOpen(1)).isTrue();
    end(how).accept(1);
    assertThat(ledger.isOpen(1)).isFalse();
    int journalled = events.size();
    assertThatThrownBy(() -> merge(1, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("request 1");
    ledger.lost(1, "away");
    ledger.cancelled(1, "surplus");
    assertThat(events).hasSize(journalled);
    Ledger.Counts counts = ledger.counts();
    assertThat(sum(counts)).isEqualTo(1);
  }

  private static long sum(Ledger.Counts counts) {
    return counts.merged() + counts.late() + counts.lost() + counts.rejected() + counts.cancelled();
  }

  @Test
  void outcomesAreJournalledWithTheRoundAndTheClientOfTheRequest() {
    LongStream.rangeClosed(1, 4).forEach(this::request);
    events.clear();
    ledger.late(1);
    ledger.rejected(2, 5, "NaN");
    ledger.cancelled(3, "surplus");
    ledger.lost(4, "busy");
    ledger.duplicate(4, 5);
    assertThat(events)
        .containsExactly(
            new Event.UpdateLate(1, 2, 5),
            new Event.UpdateRejected(2, 2, 5, "NaN"),
            new Event.RequestCancelled(3, 2, 5, "surplus"),
            new Event.RequestLost(4, 2, 5, "busy"),
            new Event.UpdateDuplicate(4, 5));
  }

  @Test
  void aNumberIsGivenOnceAndUnknownOnesDoNotEnd() {
    request(1);
    assertThatThrownBy(() -> request(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> merge(2, false)).isInstanceOf(IllegalStateException.class);
    ledger.lost(2, "away");
    assertThat(ledger.counts().lost()).isZero();
  }

  @Test
  void whatArrivesForARequestThatHasEndedOrIsAnsweredIsADuplicate() {
    request(1);
    ledger.lost(1, "window");
    request(2);
    ledger.received(new Event.UpdateReceived(2, 2, 5, 77));
    request(3);
    events.clear();
    ledger.unexpected(1, 5);
    ledger.rejected(1, 5, "wrong");
    ledger.unexpected(2, 5);
    ledger.rejected(2, 5, "wrong");
    ledger.unexpected(99, 5);
    ledger.unexpected(3, 4);
    assertThat(events)
        .containsExactly(
            new Event.UpdateDuplicate(1, 5),
            new Event.UpdateDuplicate(1, 5),
            new Event.UpdateDuplicate(2, 5),
            new Event.UpdateDuplicate(2, 5),
            new Event.UpdateDuplicate(99, 5),
            new Event.UpdateDuplicate(3, 4));
    assertThat(ledger.counts().duplicate()).isEqualTo(6);
    merge(2, false);
    ledger.unexpected(3, 5);
    assertThat(events).endsWith(new Event.UpdateLate(3, 2, 5));
  }

  @Test
  void countsAddUpAndClosingEndsTheRestInOrder() {
    RandomStream draw = RandomStream.of(1, "ends");
    List<String> ways = List.of("merged", "late", "rejected", "cancelled", "lost", "open", "open");
    List<Long> open = new ArrayList<>();
    long[] expected = new long[5];
    for (long id = 1; id <= 1000; id++) {
      request(id);
      int way = draw.nextInt(ways.size());
      if (way < 5) {
        end(ways.get(way)).accept(id);
        expected[way]++;
      } else {
        open.add(id);
      }
    }
    events.clear();
    ledger.close();
    assertThat(events)
        .isEqualTo(
            open.stream()
                .map(id -> new Event.RequestCancelled(id, 2, 5, "open-at-the-end"))
                .toList());
    assertThat(ledger.counts())
        .isEqualTo(
            new Ledger.Counts(
                1000,
                expected[0],
                0,
                expected[1],
                expected[4],
                expected[2],
                expected[3] + open.size(),
                0));
    assertThat(sum(ledger.counts())).isEqualTo(1000);
    ledger.close();
    assertThat(sum(ledger.counts())).isEqualTo(1000);
  }

  @Test
  void lateMergesAreCountedTwiceOver() {
    request(1);
    request(2);
    merge(1, true);
    merge(2, false);
    assertThat(ledger.counts().merged()).isEqualTo(2);
    assertThat(ledger.counts().mergedLate()).isEqualTo(1);
  }
}
