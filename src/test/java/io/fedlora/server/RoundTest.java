package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.Effect;
import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import io.fedlora.adapter.State;
import io.fedlora.method.Contribution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {
  private final TestInbox<Round.Closed> inbox = TestInbox.create();

  private BehaviorTestKit<Round.Command> round(int closeAfter, Integer... asked) {
    return BehaviorTestKit.create(
        Round.create(
            new Round.Terms(3, List.of(asked), closeAfter, Duration.ofSeconds(5)), inbox.getRef()));
  }

  private static Round.Arrived arrived(int client) {
    return new Round.Arrived(
        new Arrival(
            100 + client, 0, State.empty(), new Contribution(client, 3, 1, 1, State.empty())));
  }

  @SuppressWarnings("unchecked")
  private static void passDeadline(BehaviorTestKit<Round.Command> round) {
    Effect.TimerScheduled<Round.Command> timer =
        round.getAllEffects().stream()
            .filter(Effect.TimerScheduled.class::isInstance)
            .map(effect -> (Effect.TimerScheduled<Round.Command>) effect)
            .findFirst()
            .orElseThrow();
    assertThat(timer.duration()).isEqualTo(Duration.ofSeconds(5));
    round.run(timer.msg());
  }

  private void assertClosed(
      BehaviorTestKit<Round.Command> round, CloseReason reason, Integer... clients) {
    Round.Closed closed = inbox.receiveMessage();
    assertThat(closed.round()).isEqualTo(3);
    assertThat(closed.reason()).isEqualTo(reason);
    assertThat(closed.arrivals()).extracting(a -> a.update().client()).containsExactly(clients);
    assertThat(round.isAlive()).isFalse();
    assertThat(inbox.hasMessages()).isFalse();
  }

  @Test
  void closesWhenAllHaveAnsweredAndGivesThemInClientOrder() {
    BehaviorTestKit<Round.Command> round = round(3, 1, 2, 5);
    round.run(arrived(5));
    round.run(arrived(1));
    assertThat(inbox.hasMessages()).isFalse();
    round.run(arrived(2));
    assertClosed(round, CloseReason.ALL, 1, 2, 5);
  }

  @Test
  void closesWhenEnoughHaveAnswered() {
    BehaviorTestKit<Round.Command> round = round(2, 1, 2, 5);
    round.run(arrived(5));
    round.run(arrived(2));
    assertClosed(round, CloseReason.ENOUGH, 2, 5);
  }

  @Test
  void closesAtItsDeadlineWithWhatHasArrived() {
    BehaviorTestKit<Round.Command> round = round(3, 1, 2, 5);
    round.run(arrived(5));
    passDeadline(round);
    assertClosed(round, CloseReason.DEADLINE, 5);
  }

  @Test
  void closesAtItsDeadlineWithNothing() {
    BehaviorTestKit<Round.Command> round = round(3, 1, 2, 5);
    passDeadline(round);
    assertClosed(round, CloseReason.DEADLINE);
  }

  @Test
  void waitsForItsDeadlineIfNobodyIsAsked() {
    BehaviorTestKit<Round.Command> round = round(1);
    assertThat(round.isAlive()).isTrue();
    passDeadline(round);
    assertClosed(round, CloseReason.NOBODY);
  }

  @Test
  void doesNotWaitForWhoIsGone() {
    BehaviorTestKit<Round.Command> round = round(3, 1, 2, 5);
    round.run(new Round.Gone(1));
    round.run(arrived(2));
    round.run(new Round.Gone(1));
    assertThat(inbox.hasMessages()).isFalse();
    round.run(new Round.Gone(5));
    assertClosed(round, CloseReason.ALL, 2);
  }

  @Test
  void closesWhenAllAreGone() {
    BehaviorTestKit<Round.Command> round = round(2, 1, 2);
    round.run(new Round.Gone(1));
    round.run(new Round.Gone(2));
    assertClosed(round, CloseReason.ALL);
  }

  @Test
  void strangersAndRepetitionsCountForNothing() {
    BehaviorTestKit<Round.Command> round = round(2, 1, 2, 5);
    round.run(arrived(7));
    round.run(new Round.Gone(8));
    round.run(arrived(1));
    round.run(arrived(1));
    round.run(new Round.Gone(1));
    assertThat(inbox.hasMessages()).isFalse();
    round.run(arrived(2));
    assertClosed(round, CloseReason.ENOUGH, 1, 2);
  }

  @Test
  void anAnswerFromWhoWasThoughtGoneIsStillTaken() {
    BehaviorTestKit<Round.Command> round = round(3, 1, 2, 5);
    round.run(new Round.Gone(1));
    round.run(arrived(1));
    round.run(arrived(2));
    round.run(new Round.Gone(5));
    assertClosed(round, CloseReason.ALL, 1, 2);
  }
}
