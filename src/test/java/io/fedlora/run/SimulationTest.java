package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.journal.Event;
import io.fedlora.journal.Ledger;
import io.fedlora.world.Windows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SimulationTest {
  @Test
  void everyoneIsMergedWhenNothingGoesWrong() throws Exception {
    StubRun.Outcome run = new StubRun().run();
    assertThat(run.ending().counts().requested()).isEqualTo(40);
    assertThat(run.ending().counts().merged()).isEqualTo(40);
    assertThat(run.all(Event.RoundClosed.class))
        .hasSize(5)
        .allSatisfy(closed -> assertThat(closed.reason()).isEqualTo("all"));
    assertThat(run.ending().version()).isEqualTo(5);
  }

  @Test
  void sameSeedSameJournalOnAnySlots() throws Exception {
    StubRun one = noisy();
    one.slots = 1;
    StubRun three = noisy();
    three.slots = 3;
    StubRun other = noisy();
    other.seed = 8;
    List<String> lines = one.run().lines();
    assertThat(three.run().lines()).isEqualTo(lines);
    List<String> others = other.run().lines();
    assertThat(others.get(0)).contains("seed=8");
    // The first line holds the seed itself.
    assertThat(others.subList(1, others.size())).isNotEqualTo(lines.subList(1, lines.size()));
  }

  private static StubRun noisy() {
    StubRun run = new StubRun();
    run.clients = 30;
    run.dropout = 0.3;
    run.slowShare = 0.25;
    run.acceptLate = true;
    run.deadline = 15 * StubRun.SECOND;
    return run;
  }

  /** The next round opens in the same turn, and its requests are not among those counted. */
  @Test
  void countsOfARoundAreThoseOfTheJournalUntilItCloses() throws Exception {
    StubRun run = noisy();
    List<Ledger.Counts> counted = new ArrayList<>();
    run.watcher =
        new RunWatcher() {
          @Override
          public void roundDone(RoundRecord done) {
            counted.add(done.counts());
          }
        };
    List<Event> events = run.run().events();
    List<Long> requested = new ArrayList<>();
    List<Long> lost = new ArrayList<>();
    long sent = 0;
    long gone = 0;
    for (Event event : events) {
      sent += event instanceof Event.RequestSent ? 1 : 0;
      gone += event instanceof Event.RequestLost ? 1 : 0;
      if (event instanceof Event.RoundClosed) {
        requested.add(sent);
        lost.add(gone);
      }
    }
    assertThat(gone).isPositive();
    assertThat(counted).extracting(Ledger.Counts::requested).isEqualTo(requested);
    assertThat(counted).extracting(Ledger.Counts::lost).isEqualTo(lost);
  }

  @Test
  @Timeout(60)
  void whatAWatcherFailsOfEndsTheRunAndIsTold() {
    StubRun run = new StubRun();
    run.watcher =
        new RunWatcher() {
          @Override
          public void roundDone(RoundRecord done) {
            throw new UncheckedIOException("rounds.jsonl", new IOException("no space left"));
          }
        };
    assertThatThrownBy(run::run)
        .isInstanceOf(RunFailedException.class)
        .hasMessage("rounds.jsonl")
        .hasRootCauseMessage("no space left");
  }

  @Test
  @Timeout(60)
  void whatABehaviourFailsOfEndsTheRunAndIsTold() {
    StubRun run = new StubRun();
    run.behaviour =
        client ->
            setup -> {
              throw new IllegalArgumentException("client " + client + " will not");
            };
    assertThatThrownBy(run::run)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("client 0 will not");
  }

  @Test
  void aRoundThatAskedASlowClientClosesAtItsDeadlineAndTheSlowAreLate() throws Exception {
    StubRun run = new StubRun();
    run.slowShare = 0.25;
    run.rounds = 60;
    StubRun.Outcome outcome = run.run();
    int withSlow = 0;
    for (Event.RoundOpened opened : outcome.all(Event.RoundOpened.class)) {
      boolean slowAsked = opened.asked().contains(0) || opened.asked().contains(1);
      if (slowAsked) {
        withSlow++;
        assertThat(outcome.lines())
            .anyMatch(
                line ->
                    line.startsWith(
                        opened.deadline() + " RoundClosed[round=" + opened.round() + ","));
      }
    }
    assertThat(withSlow).isGreaterThan(1);
    assertThat(outcome.all(Event.UpdateLate.class))
        .isNotEmpty()
        .allSatisfy(late -> assertThat(late.client()).isIn(0, 1));
    assertThat(outcome.all(Event.UpdateMerged.class))
        .allSatisfy(merged -> assertThat(merged.client()).isGreaterThan(1));
  }

  @Test
  void outcomesAddUpUnderDropouts() throws Exception {
    StubRun run = new StubRun();
    run.dropout = 0.2;
    run.clients = 50;
    run.rounds = 10;
    StubRun.Outcome outcome = run.run();
    var counts = outcome.ending().counts();
    assertThat(counts.lost()).isPositive();
    assertThat(
            counts.merged()
                + counts.late()
                + counts.lost()
                + counts.rejected()
                + counts.cancelled())
        .isEqualTo(counts.requested());
    assertThat(outcome.all(Event.RequestLost.class))
        .extracting(Event.RequestLost::reason)
        .contains("dropout-before", "dropout-during", "dropout-upload");
  }

  @Test
  void whenAllAreAwayTheServerWaitsForTheDeadlineAndGoesOn() throws Exception {
    StubRun run = new StubRun();
    run.availability =
        new Windows(
            300 * StubRun.SECOND,
            List.of(new Windows.Window(100 * StubRun.SECOND, 300 * StubRun.SECOND)));
    StubRun.Outcome outcome = run.run();
    List<Event.RoundClosed> closed = outcome.all(Event.RoundClosed.class);
    assertThat(closed.get(0).arrived()).isZero();
    assertThat(closed.get(0).quorum()).isFalse();
    assertThat(closed.get(0).version()).isZero();
    assertThat(closed).hasSize(5);
    assertThat(outcome.ending().version()).isPositive();
    assertThat(outcome.all(Event.RequestLost.class))
        .extracting(Event.RequestLost::reason)
        .contains("away");
  }

  @Test
  void aMissedQuorumLeavesTheCommonPartAsItWas() throws Exception {
    StubRun run = new StubRun();
    run.slowShare = 0.5;
    run.quorum = 0.75;
    run.rounds = 1;
    StubRun.Outcome outcome = run.run();
    Event.RoundClosed closed = outcome.all(Event.RoundClosed.class).get(0);
    assertThat(closed.quorum()).isFalse();
    assertThat(closed.merged()).isZero();
    assertThat(outcome.ending().common().part("common").values()).containsOnly(0f);
    assertThat(outcome.ending().counts().cancelled()).isEqualTo(8);
  }

  @Test
  void surplusOfOverSelectionIsRecalled() throws Exception {
    StubRun run = new StubRun();
    run.clients = 20;
    run.cohort = 8;
    run.overSelection = 0.5;
    StubRun.Outcome outcome = run.run();
    assertThat(outcome.all(Event.RoundOpened.class).get(0).asked()).hasSize(12);
    assertThat(outcome.all(Event.RoundClosed.class))
        .allSatisfy(closed -> assertThat(closed.reason()).isEqualTo("enough"));
    assertThat(outcome.ending().counts().cancelled()).isEqualTo(20);
    assertThat(outcome.all(Event.MessageSent.class))
        .anySatisfy(sent -> assertThat(sent.kind()).isEqualTo("recall"));
  }

  @Test
  void acceptedLateUpdatesAreMergedWithLessWeight() throws Exception {
    StubRun run = new StubRun();
    run.slowShare = 0.25;
    run.acceptLate = true;
    run.rounds = 60;
    StubRun.Outcome outcome = run.run();
    assertThat(outcome.ending().counts().mergedLate()).isPositive();
    assertThat(outcome.all(Event.UpdateMerged.class))
        .filteredOn(Event.UpdateMerged::late)
        .allSatisfy(
            merged -> {
              assertThat(merged.staleness()).isPositive();
              assertThat(merged.weight()).isLessThan(1.0 / 7);
            });
  }
}
