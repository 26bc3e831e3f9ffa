package io.fedlora.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import io.fedlora.scenario.DropoutPhases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links of clients that are there all the time. */
class LinksTest {
  private static final DropoutPhases ANY = new DropoutPhases(1, 1, 1);

  @Test
  void aRecordArrivesAfterItsBytesAndTheLatency() {
    SmallWorld small = SmallWorld.calm();
    small.world.begin();
    int down = small.ask(1, 5);
    small.clock.advanceTo(10_000);
    long up = small.answer(1, 5);
    small.clock.advanceTo(20_000);
    long there = 10_000 + SmallWorld.LATENCY + up;
    assertThat(small.told)
        .containsExactly(
            SmallWorld.down(down) + " download 5 to 1",
            there + " uploaded 5 by 1",
            there + " update 5 from 1");
    assertThat(small.all(Event.UpdateSent.class))
        .containsExactly(new Event.UpdateSent(5, 1, up, 10));
    assertThat(small.ledger.isOpen(5)).isTrue();
  }

  @Test
  void anUpdateThatIsWithdrawnDoesNotArriveAndHoldsUpNothing() {
    SmallWorld small = SmallWorld.calm();
    small.ask(0, 1);
    small.clock.advanceTo(10_000);
    int large = small.answer(0, 1, 100_000);
    small.clock.advanceTo(11_000);
    small.told.clear();
    small.world.withdraw(0, 1);
    small.ask(0, 2);
    small.clock.advanceTo(20_000);
    long up = small.answer(0, 2);
    small.clock.advanceTo(30_000 + large);
    assertThat(small.told.stream().filter(line -> line.contains("up")))
        .containsExactly(
            (20_000 + SmallWorld.LATENCY + up) + " uploaded 2 by 0",
            (20_000 + SmallWorld.LATENCY + up) + " update 2 from 0");
  }

  @Test
  void whatAClientSendsAfterAllForARequestThatItHasDroppedDoesNotArrive() {
    SmallWorld small = SmallWorld.calm();
    small.ask(0, 1);
    small.clock.advanceTo(10_000);
    small.world.dropped(0, 1, "unwilling");
    small.told.clear();
    small.answer(0, 1);
    small.clock.advanceTo(100_000);
    assertThat(small.told).as("and the client is free").containsExactly("10000 uploaded 1 by 0");
    assertThat(small.all(Event.UpdateSent.class)).isEmpty();
    assertThat(small.ledger.counts().lost()).isEqualTo(1);
  }

  @Test
  void recordsDoNotOvertakeEachOtherHoweverTheirLatencyVaries() {
    SmallWorld small = new SmallWorld(Availability.ALWAYS, 0, ANY, 1_000_000);
    List<String> sent = new ArrayList<>();
    List<String> returned = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      small.clock.advanceTo(i * 100L);
      small.ask(0, i);
      sent.add("download " + i + " to 0");
    }
    small.clock.advanceTo(2_000_000);
    assertThat(small.told.stream().map(SmallWorldLines::withoutTime)).isEqualTo(sent);
    assertThat(small.told.stream().map(SmallWorldLines::time).distinct().count())
        .as("records that were held up by the one ahead arrive with it")
        .isBetween(2L, 40L);
    small.told.clear();
    for (int i = 1; i <= 50; i++) {
      small.clock.advanceTo(2_000_000 + i * 100L);
      small.answer(0, i);
      returned.add("update " + i + " from 0");
    }
    small.clock.advanceTo(5_000_000);
    assertThat(
            small.told.stream().map(SmallWorldLines::withoutTime).filter(l -> l.startsWith("upd")))
        .isEqualTo(returned);
  }

  @Test
  void trafficIsWhatWasSent() {
    SmallWorld small = SmallWorld.calm();
    int down = small.ask(0, 1) + small.ask(1, 2, 100) + small.recall(1, 2);
    small.clock.advanceTo(10_000);
    int up = small.answer(0, 1, 7) + small.hello(1);
    assertThat(small.world.traffic().downBytes()).isEqualTo(down);
    assertThat(small.world.traffic().downParameters()).isEqualTo(110);
    assertThat(small.world.traffic().upBytes()).isEqualTo(up);
    assertThat(small.world.traffic().upParameters()).isEqualTo(7);
    assertThat(small.all(Event.MessageSent.class))
        .extracting(Event.MessageSent::kind, Event.MessageSent::direction)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("recall", "down"),
            org.assertj.core.groups.Tuple.tuple("hello", "up"));
  }

  @Test
  void whatAClientDropsIsLostAtOnce() {
    SmallWorld small = SmallWorld.calm();
    small.ask(0, 1);
    small.clock.advanceTo(5_000);
    small.world.dropped(0, 1, "busy");
    assertThat(small.all(Event.RequestLost.class))
        .containsExactly(new Event.RequestLost(1, 1, 0, "busy"));
    small.world.dropped(0, 1, "busy");
    assertThat(small.ledger.counts().lost()).isEqualTo(1);
  }

  @Test
  void nothingHappensOnceTheRunIsOver() {
    SmallWorld small =
        new SmallWorld(new Windows(100_000, List.of(new Windows.Window(0, 20_000))), 0, ANY, 0);
    small.world.begin();
    small.ask(0, 1);
    small.ask(1, 2);
    small.clock.advanceTo(5_000);
    small.answer(0, 1);
    small.ask(1, 3);
    small.world.end();
    small.ledger.close();
    int events = small.events.size();
    int told = small.told.size();
    long bytes = small.world.traffic().upBytes();
    small.answer(1, 2);
    small.hello(1);
    small.clock.advanceTo(1_000_000);
    assertThat(small.told).hasSize(told);
    assertThat(small.events).hasSize(events);
    assertThat(small.world.traffic().upBytes()).isEqualTo(bytes);
  }

  /** Takes the instant off a line. */
  private static final class SmallWorldLines {
    private static String withoutTime(String line) {
      return line.substring(line.indexOf(' ') + 1);
    }

    private static String time(String line) {
      return line.substring(0, line.indexOf(' '));
    }
  }
}
