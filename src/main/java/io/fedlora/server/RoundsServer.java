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

  private record Late(Arrival arrival, int round) {}

  private final Staleness staleness;
  private final ActorRef<Round.Closed> roundReply;
  private final List<Late> kept = new ArrayList<>();
  private final List<Arrival> inTime = new ArrayList<>();
  private List<Requests.Pending> asked = List.of();
  private @Nullable ActorRef<Round.Command> open;

  static Behavior<Server.Command> create(Server.Equipment equipment) {
    return Behaviors.setup(context -> new RoundsServer(context, equipment));
  }

  private RoundsServer(ActorContext<Server.Command> context, Server.Equipment equipment) {
    super(context, equipment);
    this.staleness = rules.staleness();
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
    long end = rules.end(now);
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
    // The round, an actor of its own, has had its deadline before.
  }

  @Override
  void taken(Requests.Pending request, Arrival arrival, Server.Heard said, byte[] frame) {
    if (open != null && request.round() == round) {
      received(arrival, said, frame);
      inTime.add(arrival);
      open.tell(new Round.Arrived(arrival));
    } else {
      late(arrival, request, frame);
    }
  }

  private void late(Arrival arrival, Requests.Pending request, byte[] frame) {
    if (rules.acceptsLate() && stillCounts(arrival, request.round())) {
      with.journal()
          .append(
              new Event.UpdateKept(
                  arrival.request(),
                  request.round(),
                  request.client(),
                  Inspection.checksum(arrival.update().state())));
      with.keeper().keep(arrival.request(), frame);
      kept.add(new Late(arrival, request.round()));
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
    for (Late late : kept) {
      if (stillCounts(late.arrival(), late.round())) {
        merging.add(late.arrival());
      } else {
        with.ledger().late(late.arrival().request());
      }
    }
    kept.clear();
    double[] weights = new double[merging.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      Arrival arrival = merging.get(i);
      weights[i] = rules.weight(with.method(), arrival.update());
      if (i >= arrivals.size()) {
        weights[i] *= staleness.factor(arrival.staleness(version));
      }
      sum += weights[i];
    }
    List<Merging.Share> shares = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
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
        if (with.ledger().isOpen(request.id())) {
          with.ledger().cancelled(request.id(), "surplus");
        }
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
  void end() {
    for (Late late : kept) {
      with.ledger().late(late.arrival().request());
    }
    kept.clear();
  }
}
