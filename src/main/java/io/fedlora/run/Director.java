package io.fedlora.run;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.clock.VirtualClock;
import io.fedlora.device.Device;
import io.fedlora.device.Score;
import io.fedlora.device.Slots;
import io.fedlora.device.WorkStore;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.journal.Ledger;
import io.fedlora.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The actor above all others of a run: it makes them, has rounds scored, lets the server's machine
 * go down and come up again, and brings the run to its end.
 */
final class Director extends AbstractBehavior<Director.Command> {
  sealed interface Command {}

  /** Begin the first round. */
  enum Start implements Command {
    NOW
  }

  /** Say when every actor has been made. */
  record Ready(CompletableFuture<Boolean> made) implements Command {}

  /** The server's machine goes down, or is up again. */
  enum Power implements Command {
    OFF,
    ON
  }

  private record Noticed(Server.Notice notice) implements Command {}

  private record Scored(Scoring scoring, Device.Examined examined) implements Command {}

  private enum Quiet implements Command {
    NOW
  }

  /** What a director works with. */
  record Equipment(
      Plan plan,
      VirtualClock clock,
      Slots slots,
      Journal journal,
      Ledger ledger,
      RunWatcher watcher,
      WorkStore store,
      CompletableFuture<Ending> ending) {
    /** The run has failed, and stands still. */
    void fail(Throwable cause) {
      clock.freeze();
      ending.completeExceptionally(cause);
    }

    /** Somebody who tells of an actor's failure in its turn. */
    <T> Witness<T> witness(Class<T> type) {
      return new Witness<>(type, this::fail, ending::isCompletedExceptionally);
    }
  }

  private final Equipment with;
  private final Plan plan;
  private final Cast cast;
  private final RoundReports reports;
  private ActorRef<Server.Command> server;
  private int servers = 1;
  private Server.@Nullable Finished finished;
  private @Nullable Scoring lastWork;
  private int underWay;
  private long endedAt;

  static Behavior<Command> create(Equipment equipment) {
    return Behaviors.setup(context -> new Director(context, equipment));
  }

  private Director(ActorContext<Command> context, Equipment equipment) {
    super(context);
    this.with = equipment;
    this.plan = equipment.plan();
    this.reports = new RoundReports(equipment.watcher()::roundDone);
    this.cast =
        Cast.make(context, equipment, context.messageAdapter(Server.Notice.class, Noticed::new));
    this.server = cast.newServer(context, servers);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Start.class, this::onStart)
        .onMessage(Ready.class, this::onReady)
        .onMessage(Power.class, this::onPower)
        .onMessage(Noticed.class, this::onNoticed)
        .onMessage(Scored.class, this::onScored)
        .onMessage(Quiet.class, this::onQuiet)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Command> onStart(Start start) {
    cast.world().begin();
    server.tell(new Server.Begin());
    return this;
  }

  private Behavior<Command> onReady(Ready ready) {
    ready.made().complete(true);
    return this;
  }

  /** A server that is done has nothing to lose any more. */
  private Behavior<Command> onPower(Power power) {
    if (finished == null && power == Power.OFF) {
      getContext().unwatch(server);
      server.tell(new Server.Crash());
    } else if (finished == null) {
      server = cast.newServer(getContext(), ++servers);
      server.tell(new Server.GoOn());
    }
    return this;
  }

  private Behavior<Command> onNoticed(Noticed noticed) {
    if (noticed.notice() instanceof Server.RoundOpened opened) {
      cast.world().roundOpened(opened.round());
      with.watcher().roundOpened(opened.round(), opened.asked(), with.clock().now());
    } else if (noticed.notice() instanceof Server.RoundDone done) {
      onRoundDone(done);
      if (done.round() == plan.conditions().faults().healedAfter()) {
        cast.world().heal();
      }
    } else if (noticed.notice() instanceof Server.Finished last) {
      finished = last;
      cast.device().tell(new Device.AbandonAll<>(getContext().getSelf(), Quiet.NOW));
    }
    return this;
  }

  private void onRoundDone(Server.RoundDone done) {
    long time = with.clock().now();
    boolean scored =
        plan.scores().every() > 0
            && (done.round() % plan.scores().every() == 0
                || done.round() == plan.server().rounds());
    if (scored) {
      Consumer<List<Score>> taken = reports.toBeScored(scores -> record(done, time, scores));
      score(
          done.common(),
          scores -> taken.accept(scores.stream().map(Optional::orElseThrow).toList()));
    } else {
      reports.closed(scores -> record(done, time, scores));
    }
  }

  private RunWatcher.RoundRecord record(Server.RoundDone done, long time, List<Score> scores) {
    return new RunWatcher.RoundRecord(
        done.round(), time, done.reason(), done.heard(), scores, done.counts(), with.slots().use());
  }

  /** Has every client's model scored with this common state, as of now. */
  private void score(State common, Consumer<List<Optional<Score>>> then) {
    Scoring scoring = new Scoring(plan.scores().clients(), then);
    for (int client = 0; client < plan.scores().clients(); client++) {
      examine(scoring, client, common);
    }
  }

  private void examine(Scoring scoring, int client, State common) {
    scoring.expect();
    underWay++;
    ActorRef<Command> self = getContext().getSelf();
    cast.device()
        .tell(
            new Device.Examine<>(
                client,
                common,
                cast.room().own(plan.scores().trainerOf().applyAsInt(client)),
                self,
                done -> new Scored(scoring, done)));
  }

  private Behavior<Command> onScored(Scored scored) {
    Device.Examined examined = scored.examined();
    Throwable error = examined.error();
    if (error != null) {
      return fail(error);
    }
    underWay--;
    scored.scoring().take(examined);
    endIfAllIsScored();
    return this;
  }

  /**
   * No work is under way any more: the books are closed, and what the clients ended with is scored.
   */
  private Behavior<Command> onQuiet(Quiet quiet) {
    Server.Finished last = Objects.requireNonNull(finished);
    cast.world().end();
    with.ledger().close();
    endedAt = with.clock().now();
    with.journal().append(new Event.RunCompleted(last.rounds(), last.version()));
    Scoring afterLocal = new Scoring(plan.scores().clients(), scores -> {});
    if (plan.scores().every() > 0) {
      for (int client = 0; client < plan.scores().clients(); client++) {
        Owned local = cast.room().local(plan.scores().trainerOf().applyAsInt(client));
        if (local != null) {
          examine(afterLocal, client, local.state());
        }
      }
    }
    lastWork = afterLocal;
    endIfAllIsScored();
    return this;
  }

  /** In wall time a round's scoring may come in after that of the clients' last work. */
  private void endIfAllIsScored() {
    if (underWay == 0 && lastWork != null && finished != null) {
      end(finished, lastWork.result());
    }
  }

  private void end(Server.Finished last, List<Optional<Score>> afterLocal) {
    with.clock().freeze();
    List<Owned> own = new ArrayList<>();
    for (int client = 0; client < clients(); client++) {
      own.add(cast.room().own(client));
    }
    with.ending()
        .complete(
            new Ending(
                endedAt,
                last.rounds(),
                last.version(),
                last.common(),
                own,
                reports.lastScores(),
                afterLocal,
                with.ledger().counts(),
                cast.world().traffic(),
                with.slots().use()));
  }

  private int clients() {
    return plan.conditions().fleet().profiles().size();
  }

  private Behavior<Command> onChildFailed(ChildFailed failed) {
    return fail(failed.getCause());
  }

  private Behavior<Command> onTerminated(Terminated terminated) {
    return fail(new IllegalStateException(terminated.getRef().path() + " has stopped"));
  }

  private Behavior<Command> fail(Throwable cause) {
    with.fail(cause);
    return this;
  }
}
