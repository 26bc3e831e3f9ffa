package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final long DETECTION = 10;

  private final Requests requests = new Requests(2, new Numbering(2));

  private Requests.Pending ask(int client, long now) {
    return requests.make(client, 1, 0, State.empty(), now);
  }

  @Test
  void answersToTheLatestThatWereGivenUpAreKnown() {
    List<Requests.Pending> made = new ArrayList<>();
    for (long time = 0; time <= 9 * DETECTION; time += DETECTION) {
      assertThat(requests.isFree(0, time, DETECTION)).isTrue();
      made.add(ask(0, time));
      assertThat(requests.isFree(0, time + 1, DETECTION)).isFalse();
    }
    assertThat(requests.pending(made.get(0).id())).isNull();
    for (Requests.Pending one : made.subList(1, 10)) {
      assertThat(requests.pending(one.id())).isEqualTo(one);
    }
    assertThat(made.size() - 1)
        .as("those given up and the last")
        .isEqualTo(Requests.REMEMBERED + 1);
  }

  @Test
  void oneThatIsAnsweredMakesRoom() {
    Requests.Pending answered = ask(0, 0);
    Requests.Pending oldest = ask(0, DETECTION);
    requests.settle(answered);
    for (int i = 1; i < Requests.REMEMBERED; i++) {
      ask(0, DETECTION + i);
    }
    requests.giveUp(requests.lastOf(0));
    assertThat(requests.pending(answered.id())).isNull();
    assertThat(requests.pending(oldest.id())).isEqualTo(oldest);
    ask(0, 5 * DETECTION);
    requests.giveUp(requests.lastOf(0));
    assertThat(requests.pending(oldest.id())).isNull();
  }

  @Test
  void whatIsTooOldForAnyMergeIsForgottenOnceItIsGivenUp() {
    Requests.Pending old = requests.make(0, 1, 3, State.empty(), 0);
    Requests.Pending young = requests.make(0, 1, 4, State.empty(), DETECTION);
    Requests.Pending atWork = requests.make(1, 1, 3, State.empty(), 0);
    requests.giveUp(young);
    requests.forgetOlderThan(4);
    assertThat(requests.pending(old.id())).isNull();
    assertThat(requests.pending(young.id())).isEqualTo(young);
    assertThat(requests.pending(atWork.id())).as("its client is at work").isEqualTo(atWork);
    requests.settle(young);
    requests.forgetOlderThan(100);
    assertThat(requests.pending(young.id())).isNull();
  }

  @Test
  void aServerThatWasDownKnowsWhatItHadBeenAnswered() {
    Numbering numbering = new Numbering(1);
    Requests before = new Requests(1, numbering);
    Requests.Pending answered = before.make(0, 1, 0, State.empty(), 0);
    before.settle(answered);
    Requests.Pending open = before.make(0, 1, 0, State.empty(), 1);
    Requests after = new Requests(1, numbering);
    Requests.Pending fresh = after.make(0, 1, 0, State.empty(), 2);
    assertThat(after.isUnansweredAndForgotten(answered.id(), 0)).isFalse();
    assertThat(after.isUnansweredAndForgotten(open.id(), 0)).isTrue();
    assertThat(after.isUnansweredAndForgotten(fresh.id(), 0)).isFalse();
    assertThat(after.isUnansweredAndForgotten(0, 0)).isFalse();
    after.settleUnknown(open.id(), 0);
    assertThat(after.isUnansweredAndForgotten(open.id(), 0)).isFalse();
  }

  @Test
  void clientsDoNotPushEachOthersOut() {
    Requests.Pending first = ask(0, 0);
    requests.giveUp(first);
    for (int i = 0; i < 3 * Requests.REMEMBERED; i++) {
      ask(1, i);
    }
    assertThat(requests.pending(first.id())).isEqualTo(first);
    assertThat(requests.lastOf(0)).isNull();
    assertThat(requests.isFree(0, 1, DETECTION)).isTrue();
  }
}
