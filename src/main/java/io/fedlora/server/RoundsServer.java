package io.fedlora.server;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.journal.Event;
import io.fedlora.message.Body;
import io.fedlora.method.FederatedMethod;
import io.fedlora.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects in synchronous rounds: it picks a cohort, opens a round, sends the requests, takes what
 * arrives, and merges when the round closes.
 */
final class RoundsServer extends CollectingServer {
  private record RoundOver(Round.Closed closed) implements Server.Internal {}

  /** An update that came after its round, and waits for the next merge. */
  private record Late(Arrival arrival, int round, long arrivedAt) {}

  private final ActorRef<Round.Closed> roundReply;
  private final List<Late> kept = new ArrayList<>();
  private final List<Arrival> inTime = new ArrayList<>();
  private List<Requests.Pending> asked = List.of();
  private @Nullable ActorRef<Round.Command> open;
  private long end;

  static Behavior<Server.Command> create(Server.Equipment equipment) {
    return Behaviors.setup(context -> new RoundsServer(context, equipment));
  }

  private RoundsServer(ActorContext<Server.Command> context, Server.Equipment equipment) {
    super(context, equipment);
    this.roundReply = context.messageAdapter(Round.Closed.class, RoundOver::new);
  }

  @Override
  public Receive<Server.Command> createReceive() {
    return receiver().onMessage(RoundOver.class, this::onRoundOver).build();
  }

  @Override
  void open() {
    long now = with.clock().now();
    int[] cohort = cohort(now);
    List<Integer> ids = Arrays.stream(cohort).boxed().toList();
    end = rules.end(now);
    int enough = rules.enough(ids.size());
    open =
        getContext()
            .spawn(
                Round.create(
                    new Round.Terms(round, ids, enough, Duration.ofNanos(end - now)), roundReply),
                "round-" + round);
    opened(ids, rules.deadline() < 0 ? -1 : end);
    List<Requests.Pending> sent = new ArrayList<>();
    for (int client : cohort) {
      sent.add(request(client));
    }
    asked = sent;
    inTime.clear();
  }

  private int[] cohort(long now) {
    int[] free =
        IntStream.range(0, rules.clients())
            .filter(client -> requests.isFree(client, now, rules.crashDetection()))
            .toArray();
    if (free.length > rules.asked()) {
      RandomStream.of(rules.seed(), "cohort", round).shuffle(free);
      free = Arrays.copyOf(free, rules.asked());
      Arrays.sort(free);
    }
    return free;
  }

  @Override
  void beforeArrival() {
    // The round, an actor of its own, has had its deadline before what answers its own requests.
  }

  @Override
  void taken(Intake.Sound sound) {
    if (open != null && sound.request().round() == round) {
      received(sound);
      inTime.add(sound.arrival());
      open.tell(new Round.Arrived(sound.arrival()));
    } else {
      late(sound);
    }
  }

  private void late(Intake.Sound sound) {
    Requests.Pending request = sound.request();
    Arrival arrival = sound.arrival();
    if (rules.acceptsLate() && stillCounts(arrival, request.round())) {
      with.ledger()
          .kept(
              new Event.UpdateKept(
                  arrival.request(),
                  request.round(),
                  request.client(),
                  Inspection.checksum(arrival.update().state())));
      with.keeper().keep(arrival.request(), sound.frame());
      kept.add(new Late(arrival, request.round(), with.clock().now()));
    } else {
      with.ledger().late(arrival.request());
    }
  }

  private boolean stillCounts(Arrival arrival, int asked) {
    return staleness.isFresh(arrival.staleness(version)) && with.method().mergesLate(asked, round);
  }

  @Override
  void gone(Requests.Pending request) {
    if (open != null && request.round() == round) {
      open.tell(new Round.Gone(request.client()));
    }
  }

  private Behavior<Server.Command> onRoundOver(RoundOver over) {
    Round.Closed closed = over.closed();
    open = null;
    int arrived = closed.arrivals().size();
    boolean quorum = rules.isQuorum(arrived, asked.size());
    int merged = 0;
    if (quorum) {
      merged = merge(closed.arrivals());
    } else {
      for (Arrival arrival : closed.arrivals()) {
        with.ledger().cancelled(arrival.request(), "quorum-missed");
      }
    }
    if (closed.reason() == CloseReason.ENOUGH && rules.settings().overSelection() > 0) {
      recallSurplus();
    }
    return closed(closed.reason(), asked.size(), arrived, merged, quorum);
  }

  private int merge(List<Arrival> arrivals) {
    List<Arrival> merging = new ArrayList<>(arrivals);
    merging.addAll(keptForThisMerge());
    double[] weights =
        Worth.ofRound(Worth.of(merging, rules, with.method(), version), arrivals.size());
    List<Merging.Share> shares = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      shares.add(Merging.Share.of(merging.get(i), weights[i]));
    }
    State before = common;
    common = this.merging.ofRound(common, shares, round);
    version++;
    for (int i = 0; i < weights.length; i++) {
      merged(merging.get(i), weights[i], i >= arrivals.size());
    }
    if (with.method().mergeRule() == FederatedMethod.MergeRule.MEAN_OF_PARTS) {
      decided(before, merging);
    }
    return weights.length;
  }

  /** What has come at the instant of the deadline has come after it. */
  private List<Arrival> keptForThisMerge() {
    List<Arrival> merging = new ArrayList<>();
    List<Late> waiting = new ArrayList<>();
    for (Late late : kept) {
      if (!stillCounts(late.arrival(), late.round())) {
        with.ledger().late(late.arrival().request());
      } else if (late.arrivedAt() < end) {
        merging.add(late.arrival());
      } else {
        waiting.add(late);
      }
    }
    kept.clear();
    kept.addAll(waiting);
    return merging;
  }

  /** Writes down what is new in the common state and does not come from updates. */
  private void decided(State before, List<Arrival> merged) {
    for (Part part : common.parts()) {
      boolean sent = merged.stream().anyMatch(arrival -> arrival.update().state().has(part.name()));
      if (!sent && !Arrays.equals(part.values(), before.part(part.name()).values())) {
        List<Double> values = new ArrayList<>();
        for (float value : part.values()) {
          values.add((double) value);
        }
        with.journal().append(new Event.PartDecided(round, version, part.name(), values));
      }
    }
  }

  private void recallSurplus() {
    for (Requests.Pending request : asked) {
      if (requests.pending(request.id()) != null) {
        requests.settle(request);
        with.ledger().cancelled(request.id(), "surplus");
        with.carrier()
            .toClient(request.client(), with.codec().encode(request.id(), new Body.Recall(round)));
      }
    }
  }

  @Override
  int asked() {
    return asked.size();
  }

  @Override
  List<Arrival> arrived() {
    return inTime;
  }

  @Override
  List<Arrival> kept() {
    return kept.stream().map(Late::arrival).toList();
  }

  @Override
  long oldestUseful() {
    return rules.acceptsLate() ? staleness.oldest(version) : version;
  }

  @Override
  void end() {
    for (Late late : kept) {
      with.ledger().late(late.arrival().request());
    }
    kept.clear();
  }
}
