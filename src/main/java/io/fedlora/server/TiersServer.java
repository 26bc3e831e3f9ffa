package io.fedlora.server;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.fedlora.journal.Event;
import io.fedlora.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects in tiers: each has rounds of its own, which go on side by side. A tier asks its clients
 * and is over when all have answered or at its deadline; what its updates changed is then added to
 * the common state, and the tier asks anew. From one such end to the next is a window, which counts
 * as a round. An update that comes after its tier was over waits for the tier's next end.
 */
final class TiersServer extends CollectingServer {
  private record Overdue(int tier) implements Server.Internal {}

  private final TimerScheduler<Server.Command> timers;
  private final List<Tier> tiers = new ArrayList<>();
  private final List<Integer> merges;

  static Behavior<Server.Command> create(
      Server.Equipment equipment, TimerScheduler<Server.Command> timers) {
    return Behaviors.setup(context -> new TiersServer(context, timers, equipment));
  }

  private TiersServer(
      ActorContext<Server.Command> context,
      TimerScheduler<Server.Command> timers,
      Server.Equipment equipment) {
    super(context, equipment);
    this.timers = timers;
    this.merges = new ArrayList<>(safeMerges());
    for (int tier = 0; tier < with.tiers().number(); tier++) {
      tiers.add(new Tier(tier, with.tiers().clients(tier)));
      if (merges.size() <= tier) {
        merges.add(0);
      }
    }
  }

  @Override
  public Receive<Server.Command> createReceive() {
    return receiver().onMessage(Overdue.class, this::onOverdue).build();
  }

  @Override
  void open() {
    long now = with.clock().now();
    List<Tier> opening = tiers.stream().filter(tier -> !tier.isOpen()).toList();
    List<int[]> drawn = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (Tier tier : opening) {
      int[] asked = drawn(tier, now);
      tier.open(asked.length, now + rules.patience());
      drawn.add(asked);
      Arrays.stream(asked).forEach(all::add);
    }
    opened(
        all.stream().sorted().toList(),
        tiers.stream().mapToLong(Tier::end).min().orElse(now + rules.patience()));
    for (int i = 0; i < opening.size(); i++) {
      ask(opening.get(i), drawn.get(i));
    }
  }

  private int[] drawn(Tier tier, long now) {
    List<Integer> members = tier.clients();
    int[] drawn =
        Draw.of(
            rules.concurrencyOf(members.size()),
            members.size(),
            member ->
                !tier.holdsUpdateOf(members.get(member))
                    && requests.isFree(members.get(member), now, rules.crashDetection()),
            RandomStream.of(rules.seed(), "cohort", round, tier.number()));
    return Arrays.stream(drawn).map(members::get).toArray();
  }

  private void ask(Tier tier, int[] clients) {
    with.journal()
        .append(
            new Event.TierOpened(
                round, tier.number() + 1, Arrays.stream(clients).boxed().toList(), tier.end()));
    timers.startSingleTimer(
        tier.number(), new Overdue(tier.number()), Duration.ofNanos(rules.patience()));
    for (int client : clients) {
      tier.waitFor(request(client).id());
    }
  }

  private Behavior<Server.Command> onOverdue(Overdue overdue) {
    atEnd(tiers.get(overdue.tier()));
    return this;
  }

  private void atEnd(Tier tier) {
    close(tier, tier.asked() == 0 ? CloseReason.NOBODY : CloseReason.DEADLINE);
  }

  /** A tier's end comes before an arrival at the same instant. */
  @Override
  void beforeArrival() {
    long now = with.clock().now();
    while (!isFinished()) {
      Optional<Tier> due =
          tiers.stream().filter(tier -> tier.end() <= now).min(Comparator.comparingLong(Tier::end));
      if (due.isEmpty()) {
        return;
      }
      atEnd(due.get());
    }
  }

  @Override
  void taken(Intake.Sound sound) {
    Requests.Pending request = sound.request();
    if (staleness.isFresh(sound.arrival().staleness(version))) {
      received(sound);
      tierOf(request).take(sound.arrival());
    } else {
      with.ledger().late(request.id());
    }
    answered(request);
  }

  @Override
  void gone(Requests.Pending request) {
    answered(request);
  }

  private Tier tierOf(Requests.Pending request) {
    return tiers.get(with.tiers().tierOf(request.client()));
  }

  private void answered(Requests.Pending request) {
    Tier tier = tierOf(request);
    if (tier.isLastAnswer(request.id())) {
      close(tier, CloseReason.ALL);
    }
  }

  private void close(Tier tier, CloseReason reason) {
    timers.cancel(tier.number());
    for (Arrival old : tier.dropIf(arrival -> !staleness.isFresh(arrival.staleness(version)))) {
      with.ledger().late(old.request());
    }
    with.journal().append(new Event.TierClosed(round, tier.number() + 1));
    int arrived = tier.inHand().size();
    boolean quorum = rules.isQuorum(arrived, tier.asked());
    if (quorum) {
      merge(tier);
    }
    int asked = tier.asked();
    tier.close();
    closed(reason, asked, arrived, quorum ? arrived : 0, quorum);
  }

  private void merge(Tier tier) {
    List<Arrival> arrivals = tier.dropIf(arrival -> true);
    double whole =
        with.tiers()
            .whole(rules.settings().continuous().tiers().tierWeights(), tier.number(), merges);
    double[] shares = Worth.ofBuffer(Worth.of(arrivals, rules, with.method(), version));
    List<Merging.Share> merged = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= whole;
      merged.add(Merging.Share.of(arrivals.get(i), shares[i]));
    }
    common = merging.ofWindow(common, merged, round, true);
    version++;
    merges.set(tier.number(), merges.get(tier.number()) + 1);
    for (int i = 0; i < shares.length; i++) {
      merged(arrivals.get(i), shares[i], false);
    }
  }

  @Override
  List<Integer> merges() {
    return List.copyOf(merges);
  }

  @Override
  int asked() {
    return tiers.stream().mapToInt(Tier::asked).sum();
  }

  @Override
  List<Arrival> arrived() {
    return tiers.stream().flatMap(tier -> tier.inHand().stream()).toList();
  }

  @Override
  long oldestUseful() {
    return staleness.oldest(version);
  }

  @Override
  void end() {
    timers.cancelAll();
  }
}
