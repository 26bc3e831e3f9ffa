package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.client.Client;
import io.fedlora.client.ClientBehaviour;
import io.fedlora.client.ClientSetup;
import io.fedlora.client.Request;
import io.fedlora.client.Steady;
import io.fedlora.client.SteadyClient;
import io.fedlora.device.Device;
import io.fedlora.journal.Event;
import io.fedlora.message.Body;
import io.fedlora.message.WireRecord;
import io.fedlora.world.Windows;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs in which client 0 conducts itself otherwise than it should. */
@Timeout(60)
class ConductTest {
  private final StubRun run = new StubRun();

  private StubRun.Outcome runWith(ClientBehaviour odd) throws Exception {
    run.behaviour = client -> client == 0 ? odd : new Steady();
    StubRun.Outcome outcome = run.run();
    var counts = outcome.ending().counts();
    assertThat(
            counts.merged()
                + counts.late()
                + counts.lost()
                + counts.rejected()
                + counts.cancelled())
        .isEqualTo(counts.requested());
    for (Part part : outcome.ending().common().parts()) {
      for (float value : part.values()) {
        assertThat(value).isFinite();
      }
    }
    return outcome;
  }

  /** Sends an update of its own making. */
  private static class Answering extends SteadyClient {
    Answering(ClientSetup setup) {
      super(setup);
    }

    WireRecord update(Request request, State state) {
      Body.Download down = request.download();
      return setup()
          .surroundings()
          .codec()
          .encode(
              request.id(),
              new Body.Update(down.round(), down.version(), 1, 1, 0, new TreeMap<>(), state));
    }
  }

  @Test
  void valuesThatAreNotNumbersNeverReachTheCommonState() throws Exception {
    StubRun.Outcome outcome =
        runWith(
            setup ->
                new Answering(setup) {
                  @Override
                  protected Behavior<Client.Command> worked(Request request, Device.Result result) {
                    Part part = request.download().state().part("common");
                    float[] values = part.values().clone();
                    Arrays.fill(values, Float.NaN);
                    return send(request, update(request, State.of(part.with(values))));
                  }
                }.idle());
    assertThat(outcome.all(Event.UpdateRejected.class))
        .hasSize(5)
        .allSatisfy(rejected -> assertThat(rejected.client()).isZero())
        .allSatisfy(rejected -> assertThat(rejected.reason()).contains("NaN"));
    assertThat(outcome.all(Event.UpdateMerged.class)).noneMatch(merged -> merged.client() == 0);
    assertThat(outcome.ending().counts().merged()).isEqualTo(35);
  }

  @Test
  void whatAClientOwnsIsRejectedEvenIfItSendsIt() throws Exception {
    StubRun.Outcome outcome =
        runWith(
            setup ->
                new Answering(setup) {
                  @Override
                  protected Behavior<Client.Command> worked(Request request, Device.Result result) {
                    State own = setup().surroundings().room().own(0).state();
                    return send(request, update(request, request.download().state().with(own)));
                  }
                }.idle());
    assertThat(outcome.all(Event.UpdateRejected.class))
        .hasSize(5)
        .allSatisfy(rejected -> assertThat(rejected.reason()).isEqualTo("part private is private"));
  }

  @Test
  void aClientThatNeverAnswersHoldsUpOneRound() throws Exception {
    StubRun.Outcome outcome =
        runWith(
            setup ->
                new SteadyClient(setup) {
                  @Override
                  protected Behavior<Client.Command> onRequest(
                      ActorContext<Client.Command> context, Request request) {
                    return idle();
                  }
                }.idle());
    assertThat(outcome.all(Event.RoundClosed.class))
        .extracting(Event.RoundClosed::reason)
        .containsExactly("deadline", "all", "all", "all", "all");
    assertThat(outcome.all(Event.RequestCancelled.class))
        .containsExactly(new Event.RequestCancelled(1, 1, 0, "open-at-the-end"));
  }

  @Test
  void aClientThatDeclinesIsLostAtOnceWithItsReason() throws Exception {
    StubRun.Outcome outcome =
        runWith(
            setup ->
                new SteadyClient(setup) {
                  @Override
                  protected Behavior<Client.Command> onRequest(
                      ActorContext<Client.Command> context, Request request) {
                    return decline(request, "unwilling");
                  }
                }.idle());
    assertThat(outcome.all(Event.RequestLost.class))
        .containsExactly(new Event.RequestLost(1, 1, 0, "unwilling"));
  }

  @Test
  void aClientThatAnswersTwiceIsMergedOnce() throws Exception {
    StubRun.Outcome outcome =
        runWith(
            setup ->
                new SteadyClient(setup) {
                  @Override
                  protected Behavior<Client.Command> worked(Request request, Device.Result result) {
                    if (result instanceof Device.Result.Done done) {
                      setup().surroundings().carrier().toServer(0, done.update());
                    }
                    return super.worked(request, result);
                  }
                }.idle());
    assertThat(outcome.ending().counts().merged()).isEqualTo(40);
    assertThat(outcome.ending().counts().duplicate()).isBetween(4L, 5L);
  }

  @Test
  void aClientThatAnswersWhatItHasDroppedIsNotMergedButAskedAgain() throws Exception {
    run.crashDetection = run.deadline;
    StubRun.Outcome outcome =
        runWith(
            setup ->
                new SteadyClient(setup) {
                  @Override
                  protected Behavior<Client.Command> worked(Request request, Device.Result result) {
                    setup().surroundings().carrier().dropped(0, request.id(), "fickle");
                    return super.worked(request, result);
                  }
                }.idle());
    assertThat(outcome.all(Event.RequestLost.class)).hasSize(5);
    assertThat(outcome.all(Event.UpdateMerged.class)).noneMatch(merged -> merged.client() == 0);
  }

  @Test
  void aClientThatReturnsAsARoundOpensIsMerged() throws Exception {
    long shut = 60 * StubRun.SECOND;
    run.clients = 2;
    run.rounds = 30;
    run.availability = new Windows(70 * StubRun.SECOND, List.of(new Windows.Window(0, shut)));
    StubRun.Outcome outcome = runWith(new Steady());
    assertThat(outcome.ending().counts().duplicate()).isZero();
    assertThat(outcome.all(Event.RequestCancelled.class)).isEmpty();
  }
}
