package io.fedlora.server;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.fedlora.adapter.State;
import io.fedlora.clock.Clock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Body;
import io.fedlora.message.Carrier;
import io.fedlora.message.Codec;
import io.fedlora.message.DamagedFrameException;
import io.fedlora.message.WireRecord;
import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import io.fedlora.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The server: it picks a cohort, opens a round, sends the requests, takes what arrives, and merges
 * when the round closes.
 */
public final class Server extends AbstractBehavior<Server.Command> {
  /** What a server is told. */
  public sealed interface Command {}

  /** Hold the first round. */
  public record Begin() implements Command {}

  /** A wire record has arrived from a client. */
  public record Delivered(int client, byte[] frame) implements Command {}

  private record RoundOver(Round.Closed closed) implements Command {}

  /** What the server tells those who watch it. */
  public sealed interface Notice {}

  /** A round has opened. */
  public record RoundOpened(int round, int asked) implements Notice {}

  /** A round has closed; {@code common} is what the server holds from now on. */
  public record RoundDone(int round, String reason, State common, SortedMap<Integer, Heard> heard)
      implements Notice {}

  /** What a client reported of its local work in a round: mean training loss, further numbers. */
  public record Heard(double loss, SortedMap<String, Double> reports) {}

  /** The last round has closed. */
  public record Finished(int rounds, long version, State common) implements Notice {}

  /** What a server works with. */
  public record Equipment(
      RoundRules rules,
      FederatedMethod method,
      Clock clock,
      Carrier carrier,
      Codec codec,
      Journal journal,
      Ledger ledger,
      UpdateKeeper keeper,
      ActorRef<Notice> observer) {}

  private record Late(Arrival arrival, int round) {}

  private final Equipment with;
  private final RoundRules rules;
  private final Requests requests;
  private final ActorRef<Round.Closed> roundReply;
  private final List<Late> kept = new ArrayList<>();
  private State common;
  private long version;
  private int round;
  private List<Requests.Pending> asked = List.of();
  private @Nullable ActorRef<Round.Command> open;
  private Map<Integer, Heard> heard = new HashMap<>();

  /** A server that waits for {@link Begin}. */
  public static Behavior<Command> create(Equipment equipment) {
    return Behaviors.setup(context -> new Server(context, equipment));
  }

  private Server(ActorContext<Command> context, Equipment equipment) {
    super(context);
    this.with = equipment;
    this.rules = equipment.rules();
    this.requests = new Requests(rules.clients());
    this.common = equipment.method().initialCommon();
    this.roundReply = context.messageAdapter(Round.Closed.class, RoundOver::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Delivered.class, this::onDelivered)
        .onMessage(RoundOver.class, this::onRoundOver)
        .onMessage(Begin.class, begin -> openRound())
        .build();
  }

  private Behavior<Command> openRound() {
    round++;
    heard = new HashMap<>();
    long now = with.clock().now();
    int[] cohort = cohort(now);
    List<Integer> ids = Arrays.stream(cohort).boxed().toList();
    long end = rules.end(now);
    with.journal()
        .append(new Event.RoundOpened(round, version, ids, rules.deadline() < 0 ? -1 : end));
    int enough = rules.enough(ids.size());
    open =
        getContext()
            .spawn(
                Round.create(
                    new Round.Terms(round, ids, enough, Duration.ofNanos(end - now)), roundReply),
                "round-" + round);
    with.observer().tell(new RoundOpened(round, ids.size()));
    List<Requests.Pending> sent = new ArrayList<>();
    for (int client : cohort) {
      sent.add(request(client, now));
    }
    asked = sent;
    return this;
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

  private Requests.Pending request(int client, long now) {
    Requests.Pending request = requests.make(client, round, version, now);
    State down = with.method().download(common, client, round);
    WireRecord wire =
        with.codec()
            .encode(
                request.id(),
                new Body.Download(round, version, requests.nextOrdinal(client), down));
    with.ledger()
        .requested(
            new Event.RequestSent(
                request.id(), round, client, version, wire.frame().length, down.parameters()));
    with.carrier().toClient(client, wire);
    return request;
  }

  private Behavior<Command> onDelivered(Delivered delivered) {
    int client = delivered.client();
    try {
      WireRecord wire = WireRecord.parse(delivered.frame());
      Body body = with.codec().decode(wire);
      if (body instanceof Body.Update update) {
        onUpdate(client, wire.request(), update, delivered.frame());
      } else if (body instanceof Body.Hello) {
        onHello(client);
      }
    } catch (DamagedFrameException e) {
      Requests.Pending suspect = requests.lastOf(client);
      if (suspect != null) {
        reject(suspect, String.valueOf(e.getMessage()));
      }
    }
    return this;
  }

  /**
   * It has nothing in hand; unless, that is, a request and its hello have crossed on their ways.
   */
  private void onHello(int client) {
    Requests.Pending unanswered = requests.lastOf(client);
    if (unanswered != null) {
      requests.giveUp(unanswered);
      gone(unanswered);
    }
  }

  private void onUpdate(int client, long id, Body.Update update, byte[] frame) {
    Requests.Pending request = requests.pending(id);
    if (request == null || request.client() != client) {
      with.ledger().duplicate(id, client);
      return;
    }
    if (!with.ledger().isOpen(id)) {
      requests.settle(request);
      with.ledger().duplicate(id, client);
      gone(request);
      return;
    }
    Contribution contribution =
        new Contribution(
            client, request.round(), update.examples(), update.steps(), update.state());
    String objection = Inspection.objection(with.method(), common, contribution, update);
    if (!objection.isEmpty()) {
      reject(request, objection);
      return;
    }
    requests.settle(request);
    Arrival arrival = new Arrival(id, request.version(), contribution);
    if (open != null && request.round() == round) {
      heard.put(client, new Heard(update.loss(), update.reports()));
      with.journal()
          .append(
              new Event.UpdateReceived(
                  id, round, client, Inspection.checksum(contribution.state())));
      with.keeper().keep(id, frame);
      open.tell(new Round.Arrived(arrival));
    } else {
      late(arrival, request, frame);
    }
  }

  private void late(Arrival arrival, Requests.Pending request, byte[] frame) {
    if (rules.acceptsLate() && rules.isFresh(staleness(arrival))) {
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

  /** How many merges an update has missed that its client did not know of. */
  private int staleness(Arrival arrival) {
    return (int) (version - arrival.version());
  }

  private void reject(Requests.Pending request, String reason) {
    requests.settle(request);
    if (with.ledger().isOpen(request.id())) {
      with.ledger().rejected(request.id(), reason);
    }
    gone(request);
  }

  private void gone(Requests.Pending request) {
    if (open != null && request.round() == round) {
      open.tell(new Round.Gone(request.client()));
    }
  }

  private Behavior<Command> onRoundOver(RoundOver over) {
    Round.Closed closed = over.closed();
    open = null;
    int askedCount = asked.size();
    int arrived = closed.arrivals().size();
    boolean quorum = rules.isQuorum(arrived, askedCount);
    int merged = 0;
    if (quorum) {
      merged = merge(closed.arrivals());
    } else {
      for (Arrival arrival : closed.arrivals()) {
        with.ledger().cancelled(arrival.request(), "quorum-missed");
      }
    }
    if (closed.reason() == Round.Reason.ENOUGH && rules.settings().overSelection() > 0) {
      recallSurplus();
    }
    String reason = closed.reason().name().toLowerCase(java.util.Locale.ROOT);
    with.journal()
        .append(
            new Event.RoundClosed(
                round,
                reason,
                askedCount,
                arrived,
                merged,
                quorum,
                version,
                Inspection.checksum(common)));
    with.observer().tell(new RoundDone(round, reason, common, new TreeMap<>(heard)));
    return round < rules.rounds() ? openRound() : finish();
  }

  private int merge(List<Arrival> arrivals) {
    List<Late> stale = new ArrayList<>();
    for (Late late : kept) {
      if (rules.isFresh(staleness(late.arrival()))) {
        stale.add(late);
      } else {
        with.ledger().late(late.arrival().request());
      }
    }
    kept.clear();
    List<Contribution> updates = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      updates.add(arrival.update());
      weights.add(with.method().weight(arrival.update()));
    }
    for (Late late : stale) {
      updates.add(late.arrival().update());
      weights.add(
          with.method().weight(late.arrival().update())
              * rules.staleWeight(staleness(late.arrival())));
    }
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    List<FederatedMethod.Weighted> weighted = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      weighted.add(new FederatedMethod.Weighted(updates.get(i), weights.get(i) / sum));
    }
    common = with.method().merge(common, weighted, round);
    long before = version;
    version++;
    for (int i = 0; i < arrivals.size(); i++) {
      record(arrivals.get(i), weighted.get(i).weight(), 0, false);
    }
    for (int i = 0; i < stale.size(); i++) {
      Arrival arrival = stale.get(i).arrival();
      int staleness = (int) (before - arrival.version());
      record(arrival, weighted.get(arrivals.size() + i).weight(), staleness, true);
    }
    return weighted.size();
  }

  private void record(Arrival arrival, double weight, int staleness, boolean late) {
    with.ledger()
        .merged(
            new Event.UpdateMerged(
                arrival.request(),
                arrival.update().round(),
                arrival.update().client(),
                version,
                weight,
                staleness,
                late));
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

  private Behavior<Command> finish() {
    for (Late late : kept) {
      with.ledger().late(late.arrival().request());
    }
    kept.clear();
    with.observer().tell(new Finished(round, version, common));
    return Behaviors.receive(Command.class)
        .onMessage(Delivered.class, delivered -> Behaviors.same())
        .build();
  }
}
