package io.fedlora.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.run.StubbedRun;
import io.fedlora.scenario.ScenarioFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds that do not come to life again once they have healed, by hand. */
class LivenessTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private Liveness liveness = of("");

  private Liveness of(String server) {
    StubbedRun run =
        new StubbedRun(
            ScenarioFile.parse(
                "two.conf",
                "clients = 2\nrounds = 9\nmethod.rank = 3\nserver.crash-detection = 10s\n"
                    + "fleet.groups = [ { count = 1 }, { count = 1, leaves = 5s } ]\n"
                    + server,
                List.of()),
            1);
    return new Liveness(run.server(), run.fleet(), 1, () -> now);
  }

  private void at(long second, Event event) {
    now = second * SECOND;
    liveness.append(event);
  }

  private void heals(long second) {
    at(second, new Event.RoundClosed(1, "deadline", 2, 0, 0, false, 0, 0));
  }

  private void asks(long second, int round, long request, int client) {
    at(second, new Event.RoundOpened(round, 0, List.of(client), -1));
    at(second, new Event.RequestSent(request, round, client, 0, 100, 10));
  }

  @Test
  void whoIsAskedAndAnswersLives() {
    at(1, new Event.ClientAway(0, "outage"));
    heals(2);
    at(2, new Event.ClientBack(0));
    asks(3, 2, 7, 0);
    asks(3, 2, 8, 1);
    at(4, new Event.UpdateReceived(7, 2, 0, 1));
    assertThat(liveness.hasHeardAll()).isFalse();
    at(4, new Event.UpdateLate(8, 2, 1));
    assertThat(liveness.hasHeardAll()).isTrue();
    Liveness.Seen seen = liveness.end();
    assertThat(seen.complaints()).isEmpty();
    assertThat(seen).isEqualTo(new Liveness.Seen(List.of(), 9, 2, 2, 2, 0));
  }

  @Test
  void whoIsBusyOrNotNeededIsExcusedUntilItIsHeard() {
    heals(1);
    asks(2, 2, 7, 0);
    at(3, new Event.RequestLost(7, 2, 0, "busy"));
    asks(4, 3, 8, 1);
    at(5, new Event.RequestCancelled(8, 3, 1, "enough"));
    assertThat(liveness.end().excused()).isEqualTo(2);
    asks(6, 4, 9, 0);
    at(7, new Event.UpdateReceived(9, 4, 0, 1));
    Liveness.Seen seen = liveness.end();
    assertThat(seen.heard()).isEqualTo(1);
    assertThat(seen.excused()).isEqualTo(1);
    assertThat(seen.isComplete()).isFalse();
  }

  /** Only an explosion of before has to do with the values; any other reason is a fault. */
  @Test
  void whoseCommonStateHasOutgrownTheGuardIsExcused() {
    heals(1);
    asks(2, 2, 7, 0);
    at(3, new Event.UpdateRejected(7, 2, 0, "part common holds a value of 2.0E7"));
    asks(4, 3, 8, 1);
    at(5, new Event.UpdateRejected(8, 3, 1, "part private is private"));
    now = 10_000 * SECOND;
    liveness.append(new Event.RoundClosed(3, "deadline", 1, 0, 0, false, 0, 0));
    Liveness.Seen seen = liveness.end();
    assertThat(seen.excused()).isEqualTo(1);
    assertThat(seen.complaints()).containsExactly("client 1 is never heard in a healed world");
  }

  @Test
  void whoStaysAwayIsFound() {
    at(1, new Event.ClientAway(0, "outage"));
    heals(2);
    assertThat(liveness.end().complaints())
        .containsExactly("client 0 stays away in a healed world");
  }

  @Test
  void whoHasLeftForGoodIsNotMissed() {
    at(5, new Event.ClientAway(1, "left"));
    heals(6);
    asks(7, 2, 7, 0);
    at(8, new Event.UpdateReceived(7, 2, 0, 1));
    assertThat(liveness.hasHeardAll()).isTrue();
    asks(20, 3, 8, 1);
    at(20, new Event.RequestLost(8, 3, 1, "away"));
    assertThat(liveness.end().complaints()).isEmpty();
  }

  @Test
  void whoGoesAwayIsFound() {
    heals(2);
    at(3, new Event.ClientAway(0, "crash-during"));
    at(4, new Event.ClientBack(0));
    assertThat(liveness.end().complaints())
        .containsExactly("client 0 goes away in a healed world: crash-during");
  }

  @Test
  void aLostRequestIsFound() {
    heals(2);
    asks(3, 2, 7, 0);
    at(4, new Event.RequestLost(7, 2, 0, "message-lost"));
    assertThat(liveness.end().complaints())
        .containsExactly("request 7 to client 0 is lost in a healed world: message-lost");
  }

  @Test
  void whoIsNeverAskedIsFound() {
    heals(2);
    asks(13, 2, 7, 0);
    assertThat(liveness.end().complaints())
        .containsExactly("client 1 is never asked in a healed world");
  }

  /** A silent client's place stays taken, so that the others are drawn by lot. */
  @Test
  void whoIsLeftOutByLotIsNotMissed() {
    liveness = of("server { collection = semi-synchronous, period = 5s, deadline = 20s }");
    heals(2);
    asks(23, 2, 7, 0);
    assertThat(liveness.end().complaints()).isEmpty();
  }

  /** As long as too few are left for a quorum, what is in hand waits, and its client with it. */
  @Test
  void whoseUpdateWaitsToBeMergedIsNotMissed() {
    liveness = of("server { collection = buffered, deadline = 10s }");
    at(1, new Event.UpdateReceived(3, 1, 1, 1));
    heals(2);
    asks(13, 2, 7, 0);
    assertThat(liveness.end().complaints()).isEmpty();
  }

  @Test
  void whoHasAPlaceAndIsNotAskedIsFound() {
    liveness = of("server { collection = semi-synchronous, period = 5s, deadline = 10s }");
    heals(2);
    asks(13, 2, 7, 0);
    assertThat(liveness.end().complaints())
        .containsExactly("client 1 is never asked in a healed world");
  }

  @Test
  void whoNeverAnswersIsFound() {
    heals(2);
    asks(3, 2, 7, 0);
    asks(3, 2, 8, 1);
    at(4, new Event.UpdateReceived(8, 2, 1, 1));
    at(8000, new Event.RoundClosed(2, "all", 2, 1, 1, true, 1, 0));
    now = 0;
    assertThat(liveness.end().complaints())
        .containsExactly("client 0 is never heard in a healed world");
  }
}
