package io.fedlora.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import io.fedlora.adapter.State;
import io.fedlora.device.Device;
import io.fedlora.device.StateRoom;
import io.fedlora.device.WorkOrder;
import io.fedlora.message.Body;
import io.fedlora.message.Carrier;
import io.fedlora.message.Codec;
import io.fedlora.message.WireRecord;
import io.fedlora.stub.StubMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state of a steady client with everything that it may be told. */
class SteadyClientTest {
  private static final int ID = 4;
  private static final State COMMON = new StubMethod(2).initialCommon();

  private final Codec codec = new Codec();
  private final StateRoom room = new StateRoom(8, new StubMethod(2)::initialOwn);
  private final TestInbox<Device.Command> device = TestInbox.create();
  private final List<String> carried = new ArrayList<>();
  private final BehaviorTestKit<Client.Command> client =
      BehaviorTestKit.create(
          new Steady()
              .create(
                  new ClientSetup(
                      ID,
                      new ClientSetup.Surroundings(device.getRef(), new Carried(), codec, room))));

  private final class Carried implements Carrier {
    @Override
    public void toClient(int to, WireRecord wire) {
      throw new AssertionError("a client sends nothing to clients");
    }

    @Override
    public void toServer(int from, WireRecord wire) {
      carried.add(from + " sends " + wire.kind().key() + " " + wire.request());
    }

    @Override
    public void withdraw(int by, long request) {
      carried.add(by + " withdraws " + request);
    }

    @Override
    public void dropped(int by, long request, String reason) {
      carried.add(by + " drops " + request + ": " + reason);
    }
  }

  private enum In {
    IDLE,
    TRAINING,
    UPLOADING,
    AWAY
  }

  /** Takes a fresh client into a state, with request 1 if there is one in hand. */
  private void enter(In state) {
    switch (state) {
      case IDLE -> {}
      case TRAINING -> ask(1);
      case UPLOADING -> {
        ask(1);
        done(1);
      }
      case AWAY -> client.run(new Client.Leave());
    }
    device.getAllReceived();
    carried.clear();
  }

  /** The state the client is in, found out by what it does. */
  private In state() {
    device.getAllReceived();
    carried.clear();
    ask(50);
    List<Device.Command> told = device.getAllReceived();
    if (!told.isEmpty()) {
      return In.IDLE;
    }
    if (carried.isEmpty()) {
      return In.AWAY;
    }
    done(1);
    return carried.contains(ID + " sends update 1") ? In.TRAINING : In.UPLOADING;
  }

  private void ask(long request) {
    deliver(request, new Body.Download(2, 3, 9, COMMON));
  }

  private void deliver(long request, Body body) {
    client.run(new Client.Delivered(codec.encode(request, body).frame()));
  }

  private void done(long request) {
    Body.Update update = new Body.Update(2, 3, 1, 1, 0, new TreeMap<>(), COMMON);
    client.run(new Client.Worked(new Device.Result.Done(request, codec.encode(request, update))));
  }

  private void failed(long request) {
    client.run(new Client.Worked(new Device.Result.Failed(request, "broken")));
  }

  @Test
  void anIdleClientHasItsDeviceWorkOnARequest() {
    ask(1);
    Device.Train<?> train = (Device.Train<?>) device.receiveMessage();
    assertThat(train.order()).isEqualTo(new WorkOrder(1, ID, 2, 3, 9));
    assertThat(room.received(1).part("common").values()).isEqualTo(new float[2]);
    assertThat(carried).isEmpty();
    assertThat(state()).isEqualTo(In.TRAINING);
  }

  @Test
  void whatIsDoneIsSentAndThenTheClientIsIdle() {
    enter(In.TRAINING);
    done(1);
    assertThat(carried).containsExactly("4 sends update 1");
    client.run(new Client.Uploaded(1));
    assertThat(state()).isEqualTo(In.IDLE);
  }

  @Test
  void failedWorkIsDroppedAndTheClientIsIdle() {
    enter(In.TRAINING);
    failed(1);
    assertThat(carried).containsExactly("4 drops 1: device-failed");
    assertThat(state()).isEqualTo(In.IDLE);
  }

  @ParameterizedTest
  @EnumSource
  void resultsAndUploadsOfOtherRequestsChangeNothing(In state) {
    enter(state);
    done(77);
    failed(78);
    client.run(new Client.Uploaded(79));
    assertThat(carried).isEmpty();
    assertThat(device.hasMessages()).isFalse();
    assertThat(state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING", "UPLOADING"})
  void aBusyClientDropsAFurtherRequestAndGoesOn(In state) {
    enter(state);
    ask(2);
    assertThat(carried).containsExactly("4 drops 2: busy");
    assertThat(device.hasMessages()).isFalse();
    assertThat(state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING", "UPLOADING"})
  void aRecallEndsWhatItIsAbout(In state) {
    enter(state);
    deliver(1, new Body.Recall(2));
    assertThat(device.receiveMessage()).isEqualTo(new Device.Abandon(1));
    assertThat(carried).containsExactly(ID + " withdraws 1");
    assertThat(state()).isEqualTo(In.IDLE);
  }

  @ParameterizedTest
  @EnumSource
  void aRecallOfSomethingElseChangesNothing(In state) {
    enter(state);
    deliver(55, new Body.Recall(2));
    assertThat(device.hasMessages()).isFalse();
    assertThat(carried).isEmpty();
    assertThat(state()).isEqualTo(state);
  }

  @Test
  void aRequestThatComesTwiceIsWorkedOnOnce() {
    enter(In.TRAINING);
    ask(1);
    assertThat(carried).isEmpty();
    assertThat(device.hasMessages()).isFalse();
    done(1);
    client.run(new Client.Uploaded(1));
    carried.clear();
    ask(1);
    assertThat(carried).containsExactly("4 drops 1: overtaken");
    assertThat(device.hasMessages()).isFalse();
    assertThat(state()).isEqualTo(In.IDLE);
  }

  @Test
  void aRequestThatWasDroppedAsBusyIsNotTakenUpWhenItComesAgain() {
    enter(In.TRAINING);
    ask(2);
    done(1);
    client.run(new Client.Uploaded(1));
    carried.clear();
    device.getAllReceived();
    ask(2);
    assertThat(device.hasMessages()).isFalse();
    assertThat(carried).containsExactly("4 drops 2: overtaken");
    ask(3);
    assertThat(device.hasMessages()).isTrue();
  }

  @Test
  void aRequestThatANewerOneHasOvertakenIsDropped() {
    ask(2);
    done(2);
    client.run(new Client.Uploaded(2));
    device.getAllReceived();
    carried.clear();
    ask(1);
    assertThat(carried).containsExactly("4 drops 1: overtaken");
    assertThat(device.hasMessages()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFrameChangesNothing(In state) {
    enter(state);
    byte[] frame = codec.encode(1, new Body.Download(2, 3, 0, COMMON)).frame();
    frame[frame.length - 1] ^= 1;
    client.run(new Client.Delivered(frame));
    client.run(new Client.Delivered(new byte[3]));
    assertThat(device.hasMessages()).isFalse();
    assertThat(carried).isEmpty();
    assertThat(state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource
  void leavingBreaksOffWorkAndSendsNothing(In state) {
    enter(state);
    client.run(new Client.Leave());
    assertThat(device.getAllReceived())
        .isEqualTo(state == In.TRAINING ? List.of(new Device.Abandon(1)) : List.of());
    assertThat(carried).isEmpty();
    assertThat(state()).isEqualTo(In.AWAY);
  }

  @Test
  void aClientThatIsAwayHearsNothingUntilItIsBackAndThenSaysSo() {
    enter(In.AWAY);
    ask(2);
    deliver(1, new Body.Recall(2));
    done(1);
    client.run(new Client.Uploaded(1));
    assertThat(carried).isEmpty();
    assertThat(device.hasMessages()).isFalse();
    client.run(new Client.Return());
    assertThat(carried).containsExactly("4 sends hello 0");
    assertThat(state()).isEqualTo(In.IDLE);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDLE", "TRAINING", "UPLOADING"})
  void whoIsThereCannotReturn(In state) {
    enter(state);
    client.run(new Client.Return());
    assertThat(carried).isEmpty();
    assertThat(state()).isEqualTo(state);
  }
}
