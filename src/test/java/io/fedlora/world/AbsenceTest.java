package io.fedlora.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.scenario.DropoutPhases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that come and go, by their windows and by dropping out. */
class AbsenceTest {
  private static final DropoutPhases BEFORE = new DropoutPhases(1, 0, 0);
  private static final DropoutPhases DURING = new DropoutPhases(0, 1, 0);
  private static final DropoutPhases UPLOAD = new DropoutPhases(0, 0, 1);

  /** Nanoseconds of absence after a dropout in every small world. */
  private static final long DOWNTIME = 5_000;

  private static SmallWorld windowed(double dropout, DropoutPhases phases, long... edges) {
    List<Windows.Window> windows =
        java.util.stream.IntStream.range(0, edges.length / 2)
            .mapToObj(i -> new Windows.Window(edges[2 * i], edges[2 * i + 1]))
            .toList();
    SmallWorld small = new SmallWorld(new Windows(1_000_000, windows), dropout, phases, 0);
    small.world.begin();
    return small;
  }

  private static void assertLost(SmallWorld small, long request, int client, String reason) {
    assertThat(small.all(Event.RequestLost.class))
        .containsOnlyOnce(new Event.RequestLost(request, 1, client, reason));
    assertThat(small.ledger.isOpen(request)).isFalse();
  }

  @Test
  void aClientThatIsAwayIsNotReached() {
    SmallWorld small = windowed(0, BEFORE, 10_000, 900_000);
    assertThat(small.told).containsExactly("0 leave 0", "0 leave 1");
    int bytes = small.ask(0, 1);
    assertLost(small, 1, 0, "away");
    assertThat(small.world.traffic().downBytes()).as("it was sent all the same").isEqualTo(bytes);
    small.clock.advanceTo(20_000);
    assertThat(small.told).endsWith("10000 back 0", "10000 back 1").hasSize(4);
    assertThat(small.all(Event.ClientBack.class)).hasSize(2);
  }

  @Test
  void whatIsOnItsWayToAClientThatLeavesIsLost() {
    SmallWorld small = windowed(0, BEFORE, 0, 500, 10_000, 900_000);
    small.ask(0, 1);
    small.recall(0, 9);
    small.clock.advanceTo(20_000);
    assertLost(small, 1, 0, "window");
    assertThat(small.told).filteredOn(line -> line.contains(" to ")).isEmpty();
    assertThat(small.all(Event.ClientAway.class))
        .containsExactly(new Event.ClientAway(0, "window"), new Event.ClientAway(1, "window"));
  }

  @Test
  void whatIsInHandOfAClientThatLeavesIsLost() {
    SmallWorld small = windowed(0, BEFORE, 0, 5_000, 10_000, 900_000);
    small.ask(0, 1);
    small.clock.advanceTo(20_000);
    assertThat(small.told).anyMatch(line -> line.endsWith("download 1 to 0"));
    assertLost(small, 1, 0, "window");
  }

  @Test
  void anUpdateOnItsWayFromAClientThatLeavesIsLost() {
    SmallWorld small = windowed(0, BEFORE, 0, 5_000, 10_000, 900_000);
    small.ask(0, 1);
    small.clock.advanceTo(4_500);
    int up = small.answer(0, 1);
    small.clock.advanceTo(20_000);
    assertLost(small, 1, 0, "window");
    assertThat(small.told).noneMatch(line -> line.contains("update"));
    assertThat(small.told).noneMatch(line -> line.contains("uploaded"));
    assertThat(small.world.traffic().upBytes()).as("it was sent all the same").isEqualTo(up);
  }

  @Test
  void aRecordThatWasLostHoldsUpNobody() {
    SmallWorld small = windowed(0, BEFORE, 0, 500, 600, 900_000);
    small.ask(0, 1, 10_000);
    small.clock.advanceTo(700);
    int bytes = small.ask(0, 2);
    small.clock.advanceTo(100_000);
    assertThat(small.told).endsWith(700 + SmallWorld.down(bytes) + " download 2 to 0");
  }

  @Test
  void aDropoutBeforeWorkTakesTheClientAwayForItsDowntime() {
    SmallWorld small = SmallWorld.dropping(BEFORE);
    long arrives = SmallWorld.down(small.ask(0, 1));
    small.clock.advanceTo(100_000);
    assertThat(small.told).containsExactly(arrives + " leave 0", (arrives + DOWNTIME) + " back 0");
    assertLost(small, 1, 0, "dropout-before");
    assertThat(small.all(Event.ClientAway.class))
        .containsExactly(new Event.ClientAway(0, "dropout-before"));
  }

  @Test
  void aDropoutInTheMiddleOfWorkHappensWhileItLasts() {
    SmallWorld small = SmallWorld.dropping(DURING);
    small.ask(0, 1);
    small.clock.advanceTo(2_000);
    small.world.workBegins(0, 1, 12_000);
    small.clock.advanceTo(100_000);
    assertLost(small, 1, 0, "dropout-during");
    long left = instant(small, "leave 0");
    assertThat(left).isBetween(2_000L, 12_000L);
    assertThat(instant(small, "back 0")).isEqualTo(left + DOWNTIME);
  }

  private static long instant(SmallWorld small, String what) {
    return small.told.stream()
        .filter(line -> line.endsWith(" " + what))
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDropoutDuringTheUploadComesBeforeItsEnd() {
    SmallWorld small = SmallWorld.dropping(UPLOAD);
    small.ask(0, 1);
    small.clock.advanceTo(2_000);
    small.world.workBegins(0, 1, 5_000);
    small.clock.advanceTo(5_000);
    int up = small.answer(0, 1);
    small.clock.advanceTo(100_000);
    assertLost(small, 1, 0, "dropout-upload");
    assertThat(instant(small, "leave 0")).isBetween(5_000L, 5_000L + SmallWorld.LATENCY + up);
    assertThat(small.told).noneMatch(line -> line.contains("update"));
  }

  @Test
  void aClientIsBackOnlyWhenItsWindowIsOpenAndItsDowntimeOver() {
    SmallWorld small = windowed(1, BEFORE, 0, 3_000, 4_000, 900_000);
    long arrives = SmallWorld.down(small.ask(0, 1));
    small.clock.advanceTo(100_000);
    assertThat(instant(small, "back 0")).isEqualTo(arrives + DOWNTIME);
    assertThat(small.all(Event.ClientBack.class))
        .containsExactly(new Event.ClientBack(1), new Event.ClientBack(0));
    assertThat(small.all(Event.ClientAway.class))
        .containsExactly(
            new Event.ClientAway(0, "dropout-before"), new Event.ClientAway(1, "window"));
    SmallWorld other = windowed(1, BEFORE, 0, 3_000, 50_000, 900_000);
    other.ask(0, 1);
    other.clock.advanceTo(100_000);
    assertThat(instant(other, "back 0")).isEqualTo(50_000);
  }

  @Test
  void aDropoutThatItsWindowForestalledDoesNotHappenToTheNextRequest() {
    SmallWorld small = windowed(1, DURING, 0, 3_000, 4_000, 900_000);
    small.ask(0, 1);
    small.clock.advanceTo(2_000);
    small.world.workBegins(0, 1, 200_000);
    small.clock.advanceTo(5_000);
    assertLost(small, 1, 0, "window");
    small.ask(0, 2);
    small.clock.advanceTo(10_000);
    small.clock.advanceTo(199_000);
    assertThat(small.ledger.isOpen(2)).as("its own work has not even begun").isTrue();
    assertThat(small.all(Event.ClientAway.class)).hasSize(2);
  }

  @Test
  void aFurtherRequestDoesNotHideTheOneInHand() {
    SmallWorld small = windowed(0, BEFORE, 0, 50_000, 60_000, 900_000);
    small.ask(0, 1);
    small.clock.advanceTo(5_000);
    small.ask(0, 2);
    small.clock.advanceTo(10_000);
    small.clock.advanceTo(70_000);
    assertLost(small, 1, 0, "window");
    assertLost(small, 2, 0, "window");
  }

  @Test
  void aFurtherRequestDoesNotCallOffTheDropoutOfTheOneInHand() {
    SmallWorld dropping = SmallWorld.dropping(DURING);
    dropping.ask(0, 1);
    dropping.clock.advanceTo(2_000);
    dropping.world.workBegins(0, 1, 500_000);
    dropping.ask(0, 2);
    dropping.clock.advanceTo(4_000);
    dropping.world.dropped(0, 2, "busy");
    dropping.clock.advanceTo(1_000_000);
    assertLost(dropping, 1, 0, "dropout-during");
    assertLost(dropping, 2, 0, "busy");
  }

  @Test
  void aRequestThatWasRecalledIsNoLongerInHand() {
    SmallWorld small = windowed(0, BEFORE, 0, 50_000, 60_000, 900_000);
    small.ask(0, 1);
    small.clock.advanceTo(5_000);
    small.ledger.cancelled(1, "surplus");
    small.recall(0, 1);
    small.clock.advanceTo(10_000);
    small.ask(0, 2);
    small.clock.advanceTo(70_000);
    assertLost(small, 2, 0, "window");
  }

  @Test
  void aRecallCallsOffTheDropoutInTheMiddleOfTheWork() {
    SmallWorld small = SmallWorld.dropping(DURING);
    small.ask(0, 1);
    small.clock.advanceTo(2_000);
    small.world.workBegins(0, 1, 500_000);
    small.ledger.cancelled(1, "surplus");
    small.recall(0, 1);
    small.clock.advanceTo(1_000_000);
    assertThat(small.all(Event.ClientAway.class)).isEmpty();
  }
}
