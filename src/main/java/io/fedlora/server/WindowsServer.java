package io.fedlora.server;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.fedlora.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects without rounds: it keeps so many clients at work, whatever version each has, and merges
 * when its {@link WindowRule} says so. From one merge to the next is a window, which counts as a
 * round. A client that is silent for too long loses its place to another; a client whose update
 * waits to be merged is not asked.
 */
final class WindowsServer extends CollectingServer {
  private record Overdue(long request) implements Server.Internal {}

  private enum Alarm implements Server.Internal {
    WINDOW_OVER,
    REFILL
  }

  private final TimerScheduler<Server.Command> timers;
  private final WindowRule rule;

  /** Requests whose clients are taken to be at work. */
  private final Set<Long> places = new LinkedHashSet<>();

  /** In order of arrival. */
  private final List<Arrival> inHand = new ArrayList<>();

  private final Set<Integer> waiting = new LinkedHashSet<>();
  private long windowEnd;
  private int asked;
  private int draws;

  static Behavior<Server.Command> create(
      Server.Equipment equipment, TimerScheduler<Server.Command> timers) {
    return Behaviors.setup(context -> new WindowsServer(context, timers, equipment));
  }

  private WindowsServer(
      ActorContext<Server.Command> context,
      TimerScheduler<Server.Command> timers,
      Server.Equipment equipment) {
    super(context, equipment);
    this.timers = timers;
    this.rule = WindowRule.of(rules);
  }

  @Override
  public Receive<Server.Command> createReceive() {
    return receiver()
        .onMessage(Overdue.class, this::onOverdue)
        .onMessage(Alarm.class, this::onAlarm)
        .build();
  }

  @Override
  void open() {
    long now = with.clock().now();
    windowEnd = now + rule.duration();
    asked = 0;
    draws = 0;
    int[] clients = drawn();
    opened(Arrays.stream(clients).boxed().toList(), windowEnd);
    timers.startSingleTimer("window", Alarm.WINDOW_OVER, Duration.ofNanos(rule.duration()));
    ask(clients);
  }

  private int[] drawn() {
    long now = with.clock().now();
    int wanted = Math.max(0, rules.concurrency() - places.size());
    return Draw.of(
        wanted,
        rules.clients(),
        client -> !waiting.contains(client) && requests.isFree(client, now, rules.crashDetection()),
        RandomStream.of(rules.seed(), "cohort", round, draws++));
  }

  private void ask(int[] clients) {
    for (int client : clients) {
      Requests.Pending request = request(client);
      asked++;
      places.add(request.id());
      timers.startSingleTimer(
          request.id(), new Overdue(request.id()), Duration.ofNanos(rules.patience()));
    }
  }

  private Behavior<Server.Command> onOverdue(Overdue overdue) {
    leave(overdue.request());
    return this;
  }

  private Behavior<Server.Command> onAlarm(Alarm alarm) {
    if (alarm == Alarm.WINDOW_OVER) {
      windowOver();
    } else {
      ask(drawn());
    }
    return this;
  }

  /** The window's end comes before an arrival at the same instant. */
  @Override
  void beforeArrival() {
    if (with.clock().now() >= windowEnd) {
      windowOver();
    }
  }

  private void windowOver() {
    close(rule.atEnd(), rule.suffices(inHand.size()));
  }

  @Override
  void taken(Intake.Sound sound) {
    Requests.Pending request = sound.request();
    leave(request.id());
    if (!staleness.isFresh(sound.arrival().staleness(version))) {
      with.ledger().late(request.id());
      return;
    }
    received(sound);
    inHand.add(sound.arrival());
    waiting.add(request.client());
    if (inHand.size() >= rule.enough()) {
      close(CloseReason.ENOUGH, true);
    }
  }

  @Override
  void gone(Requests.Pending request) {
    leave(request.id());
  }

  /**
   * A place is free. It is given away behind all else that happens at this instant, so that a merge
   * comes first.
   */
  private void leave(long request) {
    timers.cancel(request);
    if (places.remove(request) && rule.refills()) {
      timers.startSingleTimer("refill", Alarm.REFILL, Duration.ZERO);
    }
  }

  private void close(CloseReason reason, boolean merges) {
    int arrived = inHand.size();
    if (merges) {
      merge();
    }
    closed(reason, asked, arrived, merges ? arrived : 0, merges);
  }

  private void merge() {
    double[] shares = rule.shares(Worth.of(inHand, rules, with.method(), version));
    List<Merging.Share> merged = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      merged.add(Merging.Share.of(inHand.get(i), shares[i]));
    }
    common = merging.ofWindow(common, merged, round, rule.movesOn());
    version++;
    for (int i = 0; i < shares.length; i++) {
      merged(inHand.get(i), shares[i], false);
    }
    inHand.clear();
    waiting.clear();
  }

  @Override
  int asked() {
    return asked;
  }

  @Override
  List<Arrival> arrived() {
    return inHand;
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
