package io.fedlora.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.clock.HandClock;
import io.fedlora.journal.Event;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.message.WireRecord;
import io.fedlora.stub.StubMethod;
import io.fedlora.stub.StubTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The device actor on a clock that is driven by hand, with one real device thread. */
@Timeout(30)
class DeviceTest {
  private static final StubMethod METHOD = new StubMethod(4);
  private static final State COMMON = METHOD.initialCommon();

  private final HandClock clock = new HandClock();
  private final Slots slots = new Slots(1);
  private final StateRoom room = new StateRoom(4, METHOD::initialOwn);
  private final Codec codec = new Codec();
  private final List<Event> events = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final TestInbox<Object> inbox = TestInbox.create();
  private Trainer trainer = new StubTrainer(7, 10, 100);
  private BehaviorTestKit<Device.Command> device = device(-1);

  private BehaviorTestKit<Device.Command> device(long workLimit) {
    return BehaviorTestKit.create(
        Device.create(
            new Device.Equipment(
                clock,
                slots,
                room,
                new Exchangeable(),
                (client, ordinal, flops) -> flops,
                workLimit,
                codec,
                events::add,
                (order, until) -> begun.add(order.request() + " until " + until),
                WorkStore.NONE)));
  }

  /** Does what the trainer of the moment does. */
  private final class Exchangeable implements Trainer {
    @Override
    public Workload workload(WorkOrder order, State received, Owned own, boolean first) {
      return trainer.workload(order, received, own, first);
    }

    @Override
    public Trained train(WorkOrder order, State received, Owned own) {
      return trainer.train(order, received, own);
    }

    @Override
    public Score score(int client, State common, Owned own) {
      return trainer.score(client, common, own);
    }
  }

  /** Fails over everything. */
  private record Broken(RuntimeException error) implements Trainer {
    @Override
    public Workload workload(WorkOrder order, State received, Owned own, boolean first) {
      return new Workload(10, 10, 1000);
    }

    @Override
    public Trained train(WorkOrder order, State received, Owned own) {
      throw error;
    }

    @Override
    public Score score(int client, State common, Owned own) {
      throw error;
    }
  }

  @AfterEach
  void close() {
    slots.close();
  }

  private void train(long request, int client) {
    room.deposit(request, COMMON);
    WorkOrder order = new WorkOrder(request, client, 2, 1, 0);
    device.run(new Device.Train<>(order, inbox.getRef(), result -> result));
  }

  private void advanceTo(long instant) throws InterruptedException {
    CountDownLatch idle = new CountDownLatch(1);
    slots.submit(Long.MAX_VALUE, idle::countDown);
    assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
    clock.advanceTo(instant);
    while (device.selfInbox().hasMessages()) {
      device.runOne();
    }
  }

  @Test
  void workIsAnsweredWhenItsTimeIsOverAndNotBefore() throws Exception {
    train(5, 3);
    assertThat(begun).containsExactly("5 until 1000");
    advanceTo(999);
    assertThat(inbox.hasMessages()).isFalse();
    assertThat(room.local(3)).isNull();
    advanceTo(1000);
    WireRecord sent = ((Device.Result.Done) inbox.receiveMessage()).update();
    assertThat(sent.request()).isEqualTo(5);
    Body.Update update = (Body.Update) codec.decode(sent);
    Trained expected = trainer.train(new WorkOrder(5, 3, 2, 1, 0), COMMON, METHOD.initialOwn(3));
    assertThat(update.round()).isEqualTo(2);
    assertThat(update.version()).isEqualTo(1);
    assertThat(update.state().part("common").values())
        .isEqualTo(expected.upload().part("common").values());
    assertThat(update.state().names()).containsExactly("common");
    assertThat(room.own(3).state().part("private").values())
        .isEqualTo(expected.own().state().part("private").values());
    assertThat(events)
        .containsExactly(
            new Event.WorkStarted(5, 3, 10, 10, 1000, 1000),
            new Event.WorkFinished(5, 3, 10, 10, 1000, expected.loss()));
    assertThatThrownBy(() -> room.received(5)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoIsOutOfTimeDoesTheStepsThatFit() throws Exception {
    device = device(750);
    train(5, 3);
    assertThat(begun).containsExactly("5 until 700");
    advanceTo(700);
    Body.Update update =
        (Body.Update) codec.decode(((Device.Result.Done) inbox.receiveMessage()).update());
    assertThat(update.steps()).isEqualTo(7);
    assertThat(events.get(0)).isEqualTo(new Event.WorkStarted(5, 3, 7, 7, 700, 700));
  }

  @Test
  void whoHasNoTimeForAStepSaysSoAndDoesNothing() {
    device = device(99);
    train(5, 3);
    assertThat(inbox.receiveMessage()).isEqualTo(new Device.Result.OutOfTime(5));
    assertThat(events).isEmpty();
    assertThatThrownBy(() -> room.received(5)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMethodThatDoesAllItsStepsInAnyCaseIsLetDoThem() {
    device = device(99);
    trainer = new Broken(new IllegalStateException());
    train(5, 3);
    assertThat(begun).containsExactly("5 until 1000");
  }

  @Test
  void aFaultOfTheDeviceIsAnAnswer() throws Exception {
    trainer = new Broken(new DeviceFaultException("out of memory"));
    train(5, 3);
    advanceTo(1000);
    assertThat(inbox.receiveMessage()).isEqualTo(new Device.Result.Failed(5, "out of memory"));
    assertThat(events).endsWith(new Event.WorkFailed(5, 3, "out of memory")).hasSize(2);
    assertThat(room.local(3)).isNull();
    trainer = new StubTrainer(7, 10, 100);
    train(6, 3);
    advanceTo(2000);
    assertThat(inbox.receiveMessage()).isInstanceOf(Device.Result.Done.class);
  }

  @Test
  void anyOtherErrorStopsTheActorAndNamesTheClient() {
    trainer = new Broken(new IllegalArgumentException("a bug"));
    train(5, 3);
    assertThatThrownBy(() -> advanceTo(1000))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("client 3")
        .hasRootCauseMessage("a bug");
    assertThat(inbox.hasMessages()).isFalse();
  }

  @Test
  void abandonedWorkIsNotAnsweredAndLeavesTheClientAsItWas() throws Exception {
    train(5, 3);
    clock.advanceTo(350);
    device.run(new Device.Abandon(5));
    device.run(new Device.Abandon(5));
    device.run(new Device.Abandon(99));
    advanceTo(5000);
    assertThat(inbox.hasMessages()).isFalse();
    assertThat(events)
        .containsExactly(
            new Event.WorkStarted(5, 3, 10, 10, 1000, 1000),
            new Event.WorkAbandoned(5, 3, 3, 3, 300));
    assertThat(room.local(3)).isNull();
    assertThat(room.own(3).state().part("private").values()).containsOnly(0f);
    assertThat(clock.pending()).isZero();
  }

  @Test
  void workThatIsAbandonedAtTheInstantOfItsEndIsNotFinishedToo() throws Exception {
    train(5, 3);
    advanceToWithoutRunning(1000);
    device.run(new Device.Abandon(5));
    advanceTo(1000);
    assertThat(inbox.hasMessages()).isFalse();
    assertThat(events).endsWith(new Event.WorkAbandoned(5, 3, 10, 10, 1000)).hasSize(2);
  }

  /** The work's end lies in the device's mailbox and has not been taken. */
  private void advanceToWithoutRunning(long instant) throws InterruptedException {
    CountDownLatch idle = new CountDownLatch(1);
    slots.submit(Long.MAX_VALUE, idle::countDown);
    assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
    clock.advanceTo(instant);
    assertThat(device.selfInbox().hasMessages()).isTrue();
  }

  @Test
  void allWorkIsAbandonedInTheOrderOfRequests() throws Exception {
    train(7, 2);
    train(5, 1);
    train(6, 3);
    clock.advanceTo(500);
    device.run(new Device.AbandonAll<>(inbox.getRef(), "quiet"));
    assertThat(inbox.receiveMessage()).isEqualTo("quiet");
    advanceTo(5000);
    assertThat(inbox.hasMessages()).isFalse();
    assertThat(events)
        .filteredOn(Event.WorkAbandoned.class::isInstance)
        .extracting(event -> ((Event.WorkAbandoned) event).request())
        .containsExactly(5L, 6L, 7L);
  }

  @Test
  void aScoreIsOfTheInstantAtWhichItWasAskedFor() throws Exception {
    clock.advanceTo(100);
    device.run(new Device.Examine<>(2, COMMON, room.own(2), inbox.getRef(), examined -> examined));
    advanceTo(100);
    assertThat(inbox.receiveMessage()).isEqualTo(new Device.Examined(2, new Score(0, 0), null));
    assertThat(clock.now()).isEqualTo(100);
    assertThat(events).isEmpty();
  }

  @Test
  void anErrorOverAScoreIsHandedToWhoeverAsked() throws Exception {
    RuntimeException error = new IllegalArgumentException("a bug");
    trainer = new Broken(error);
    device.run(new Device.Examine<>(2, COMMON, room.own(2), inbox.getRef(), examined -> examined));
    advanceTo(0);
    assertThat(inbox.receiveMessage()).isEqualTo(new Device.Examined(2, null, error));
  }
}
