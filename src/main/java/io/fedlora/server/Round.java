package io.fedlora.server;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One round: a short-lived child of the server that knows whom it still waits for, and answers
 * once, when all it waits for have answered or gone, when enough have answered, or at its deadline.
 */
final class Round extends AbstractBehavior<Round.Command> {
  /** What a round is told. */
  sealed interface Command {}

  /** An update of this round has arrived. */
  record Arrived(Arrival arrival) implements Command {}

  /** A client will hardly answer: it came back with nothing, or what it sent was wrong. */
  record Gone(int client) implements Command {}

  private enum Deadline implements Command {
    PASSED
  }

  /** The round's one answer; arrivals in client order. */
  record Closed(int round, CloseReason reason, List<Arrival> arrivals) {}

  /**
   * What a round is about.
   *
   * @param number from 1
   * @param asked the clients it waits for
   * @param closeAfter arrivals that suffice
   * @param duration to the deadline
   */
  record Terms(int number, List<Integer> asked, int closeAfter, Duration duration) {}

  private final Terms terms;
  private final ActorRef<Closed> replyTo;
  private final Set<Integer> waiting;
  private final Set<Integer> gone = new HashSet<>();
  private final List<Arrival> arrivals = new ArrayList<>();

  static Behavior<Command> create(Terms terms, ActorRef<Closed> replyTo) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Round(context, timers, terms, replyTo)));
  }

  private Round(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Terms terms,
      ActorRef<Closed> replyTo) {
    super(context);
    this.terms = terms;
    this.replyTo = replyTo;
    this.waiting = new HashSet<>(terms.asked());
    timers.startSingleTimer("deadline", Deadline.PASSED, terms.duration());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Arrived.class, this::onArrived)
        .onMessage(Gone.class, this::onGone)
        .onMessage(Deadline.class, this::onDeadline)
        .build();
  }

  private Behavior<Command> onArrived(Arrived arrived) {
    int client = arrived.arrival().update().client();
    if (waiting.remove(client) || gone.remove(client)) {
      arrivals.add(arrived.arrival());
    }
    if (arrivals.size() >= terms.closeAfter() && !waiting.isEmpty()) {
      return close(CloseReason.ENOUGH);
    }
    return waiting.isEmpty() ? close(CloseReason.ALL) : this;
  }

  private Behavior<Command> onGone(Gone left) {
    if (!waiting.remove(left.client())) {
      return this;
    }
    gone.add(left.client());
    return waiting.isEmpty() ? close(CloseReason.ALL) : this;
  }

  private Behavior<Command> onDeadline(Deadline passed) {
    return close(terms.asked().isEmpty() ? CloseReason.NOBODY : CloseReason.DEADLINE);
  }

  private Behavior<Command> close(CloseReason reason) {
    arrivals.sort(java.util.Comparator.comparingInt(a -> a.update().client()));
    replyTo.tell(new Closed(terms.number(), reason, List.copyOf(arrivals)));
    return Behaviors.stopped();
  }
}
