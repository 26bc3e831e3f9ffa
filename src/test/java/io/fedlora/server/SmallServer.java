package io.fedlora.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.clock.Clocks;
import io.fedlora.clock.Pace;
import io.fedlora.clock.VirtualClock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Body;
import io.fedlora.message.Carrier;
import io.fedlora.message.Codec;
import io.fedlora.message.Kind;
import io.fedlora.message.WireRecord;
import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.ContinuousSettings;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.CrashDetection;
import io.fedlora.scenario.LateUpdates;
import io.fedlora.scenario.MergeSettings;
import io.fedlora.scenario.ServerSettings;
import io.fedlora.scenario.StalenessLaw;
import io.fedlora.scenario.StalenessSettings;
import io.fedlora.scenario.TierSettings;
import io.fedlora.stub.StubMethod;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server actor alone, on a virtual clock: a test says what clients do about each request, to
 * the nanosecond. Links take no time.
 */
final class SmallServer {
  static final long SECOND = 1_000_000_000L;

  int clients = 3;
  int rounds = 2;
  double overSelection;
  Count cohort = Count.ALL;
  Count closeAfter = Count.ALL;
  Optional<Duration> deadline = Optional.of(Duration.ofSeconds(10));
  double quorum;
  Optional<Duration> workLimit = Optional.empty();
  LateUpdates late = LateUpdates.DISCARD;
  Optional<Integer> stalenessBound = Optional.of(2);
  CollectionMode collection = CollectionMode.SYNCHRONOUS;
  Count concurrency = Count.ALL;
  Count buffer = Count.ALL;
  double mixing = 0.5;
  Duration period = Duration.ofSeconds(10);
  TierSettings tiers = TierSettings.NONE;
  Tiers formed = Tiers.NONE;
  StalenessLaw staleness = StalenessLaw.POLYNOMIAL;
  MergeSettings merge = new MergeSettings(MergeSettings.Centre.MEAN, 0.2, 0);
  double weightOfClient0 = 1;
  Duration crashDetection = Duration.ofSeconds(100);

  final Codec codec = new Codec();
  final List<Event> events = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<State> commons = new ArrayList<>();
  final Ledger ledger =
      new Ledger(
          event -> {
            events.add(event);
            note(event.toString());
          });
  private final VirtualClock clock = new VirtualClock(Pace.VIRTUAL, new Ended());
  private final CompletableFuture<Server.Finished> finished = new CompletableFuture<>();
  private final List<Restart> restarts = new ArrayList<>();
  private @Nullable ActorRef<Server.Command> server;
  private boolean down;

  /** The server goes down at an instant and is back after a time. */
  private record Restart(long at, long downtime) {}

  private enum Power {
    OFF,
    ON
  }

  /** What clients do about a request. */
  @FunctionalInterface
  interface Conduct {
    void asked(int client, long request, Body.Download download);
  }

  private final class Ended implements VirtualClock.Watcher {
    @Override
    public void failed(Throwable error) {
      finished.completeExceptionally(error);
    }

    @Override
    public void stalled(long now) {
      finished.completeExceptionally(new IllegalStateException("stalled at " + now));
    }

    @Override
    public void stuck(String what, long seconds) {}
  }

  private void note(String what) {
    lines.add(clock.now() + " " + what);
  }

  /** Holds all rounds; the server's last word. */
  Server.Finished run(Conduct conduct) throws Exception {
    ServerSettings settings =
        new ServerSettings(
            collection,
            cohort,
            overSelection,
            closeAfter,
            deadline,
            quorum,
            late,
            workLimit,
            CrashDetection.after(crashDetection),
            new ContinuousSettings(concurrency, buffer, mixing, period, tiers),
            new StalenessSettings(staleness, stalenessBound, 1.0, 1, 2),
            merge);
    Carrier carrier =
        new Carrier() {
          @Override
          public void toClient(int client, WireRecord wire) {
            if (wire.kind() == Kind.DOWNLOAD) {
              conduct.asked(client, wire.request(), (Body.Download) codec.decode(wire));
            } else {
              note(wire.kind().key() + " " + wire.request() + " to " + client);
            }
          }

          @Override
          public void toServer(int client, WireRecord wire) {
            throw new AssertionError("a server sends nothing to servers");
          }

          @Override
          public void withdraw(int client, long request) {
            throw new AssertionError("a server has no answers to withdraw");
          }

          @Override
          public void dropped(int client, long request, String reason) {}
        };
    Behavior<Object> guardian =
        Behaviors.setup(
            context -> {
              Server.Equipment equipment =
                  new Server.Equipment(
                      new RoundRules(7, clients, rounds, 10, settings),
                      method(),
                      clock,
                      carrier,
                      codec,
                      event -> {
                        events.add(event);
                        note(event.toString());
                      },
                      ledger,
                      UpdateKeeper.NONE,
                      new Disk(clients),
                      formed,
                      context.messageAdapter(Server.Notice.class, notice -> notice));
              server = context.spawnAnonymous(Server.create(equipment));
              context.watch(server);
              server.tell(new Server.Begin());
              restarts.forEach(restart -> plan(restart, context.getSelf()));
              return Behaviors.receive(Object.class)
                  .onMessage(
                      Power.class,
                      power -> {
                        if (power == Power.OFF) {
                          context.unwatch(requireNonNull(server));
                          server.tell(new Server.Crash());
                        } else {
                          server = context.spawnAnonymous(Server.create(equipment));
                          context.watch(server);
                          server.tell(new Server.GoOn());
                        }
                        return Behaviors.same();
                      })
                  .onMessage(Server.Finished.class, this::onFinished)
                  .onMessage(
                      Server.RoundDone.class,
                      done -> {
                        commons.add(done.common());
                        return Behaviors.same();
                      })
                  .onAnyMessage(message -> Behaviors.same())
                  .onSignal(
                      akka.actor.typed.ChildFailed.class,
                      failed -> {
                        finished.completeExceptionally(failed.getCause());
                        return Behaviors.same();
                      })
                  .build();
            });
    ActorSystem<Object> system =
        ActorSystem.create(
            guardian, "test", Clocks.configuration(clock).withFallback(ConfigFactory.load()));
    clock.thaw();
    try {
      return finished.get(20, TimeUnit.SECONDS);
    } finally {
      clock.freeze();
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
      clock.close();
      Clocks.forget(clock);
    }
  }

  private void plan(Restart restart, ActorRef<Object> guardian) {
    clock.at(
        restart.at(),
        () -> {
          down = true;
          note("down");
          guardian.tell(Power.OFF);
        });
    clock.at(
        restart.at() + restart.downtime(),
        () -> {
          down = false;
          note("up");
          guardian.tell(Power.ON);
        });
  }

  /** Has the server go down at an instant and come back after a time; to be said beforehand. */
  void restart(long at, long downtime) {
    restarts.add(new Restart(at, downtime));
  }

  /** The stub, except for the weight of client 0. */
  private FederatedMethod method() {
    FederatedMethod stub = new StubMethod(2);
    return (FederatedMethod)
        Proxy.newProxyInstance(
            SmallServer.class.getClassLoader(),
            new Class<?>[] {FederatedMethod.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("weight")) {
                return ((Contribution) arguments[0]).client() == 0 ? weightOfClient0 : 1.0;
              }
              return called.invoke(stub, arguments);
            });
  }

  private Behavior<Object> onFinished(Server.Finished last) {
    clock.freeze();
    ledger.close();
    finished.complete(last);
    return Behaviors.same();
  }

  /** Has a client's frame arrive after a time; sent, as always, after the request was. */
  void arrive(long after, int client, byte[] frame) {
    clock.turn(
        () ->
            clock.at(
                clock.now() + after,
                () -> {
                  if (down) {
                    ledger.lost(WireRecord.claimedRequest(frame), "server-down");
                  } else {
                    requireNonNull(server).tell(new Server.Delivered(client, frame));
                  }
                }));
  }

  /**
   * Has a client's sound answer arrive after a time; all its values are the client's number plus 1.
   */
  void answer(long after, int client, long request, Body.Download download) {
    arrive(after, client, frame(request, download, changed(download.state(), client + 1)));
  }

  void hello(long after, int client) {
    arrive(after, client, codec.encode(0, new Body.Hello(client, 1)).frame());
  }

  byte[] frame(long request, Body.Download download, State state) {
    return frame(request, download, 1, state);
  }

  byte[] frame(long request, Body.Download download, int steps, State state) {
    return codec
        .encode(
            request,
            new Body.Update(
                download.round(), download.version(), 1, steps, 0.5, new TreeMap<>(), state))
        .frame();
  }

  static State changed(State state, float value) {
    Part part = state.part("common");
    float[] values = part.values().clone();
    Arrays.fill(values, value);
    return State.of(part.with(values));
  }

  <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Insists that every request has one outcome. */
  void assertBooksBalance() {
    Ledger.Counts counts = ledger.counts();
    assertThat(
            counts.merged()
                + counts.late()
                + counts.lost()
                + counts.rejected()
                + counts.cancelled())
        .isEqualTo(counts.requested());
  }
}
