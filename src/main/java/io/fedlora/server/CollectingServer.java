package io.fedlora.server;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.ReceiveBuilder;
import io.fedlora.adapter.State;
import io.fedlora.journal.Event;
import io.fedlora.message.Body;
import io.fedlora.message.WireRecord;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every way of collecting has in common: requests go out, what comes in goes through the
 * {@link Intake}, and rounds are opened one after the other. What is made of a sound update, and
 * when a round is over, is for those who extend it.
 */
abstract class CollectingServer extends AbstractBehavior<Server.Command> {
  final Server.Equipment with;
  final RoundRules rules;
  final Requests requests;
  final Merging merging;
  final Staleness staleness;
  private final Intake intake;
  State common;
  long version;
  int round;
  SortedMap<Integer, Server.Heard> heard = new TreeMap<>();
  private boolean finished;

  CollectingServer(ActorContext<Server.Command> context, Server.Equipment equipment) {
    super(context);
    this.with = equipment;
    this.rules = equipment.rules();
    this.requests = new Requests(rules.clients(), equipment.disk().numbering());
    this.merging = new Merging(equipment.method(), rules.settings().merge());
    this.staleness = rules.staleness();
    this.intake = new Intake(equipment, requests);
    Disk.SafeCopy safe = equipment.disk().last(equipment.method().initialCommon());
    this.common = safe.common();
    this.version = safe.version();
    this.round = safe.round();
  }

  /** A receiver of what every server is told. */
  final ReceiveBuilder<Server.Command> receiver() {
    return newReceiveBuilder()
        .onMessage(Server.Delivered.class, this::onDelivered)
        .onMessage(Server.Begin.class, begin -> nextRound())
        .onMessage(Server.Crash.class, crash -> onCrash())
        .onMessage(Server.GoOn.class, goOn -> onGoOn());
  }

  /** The next round begins; {@link #round} is its number. */
  abstract void open();

  /** Something arrives: whatever was due by now comes first. */
  abstract void beforeArrival();

  /** A sound update has arrived for a request that was open. */
  abstract void taken(Intake.Sound sound);

  /** Nothing sound will come of a request, as far as the server knows. */
  abstract void gone(Requests.Pending request);

  /** The oldest version that an update may begin from and still be merged. */
  abstract long oldestUseful();

  /** The last round is over. */
  abstract void end();

  /** How many have been asked in the round that is open. */
  abstract int asked();

  /** The updates that have arrived for the merge of the round that is open. */
  abstract List<Arrival> arrived();

  /** How often each tier has been merged; nothing where there are no tiers. */
  List<Integer> merges() {
    return List.of();
  }

  /** The same as it was in the safe copy that the server goes on from. */
  final List<Integer> safeMerges() {
    return with.disk().last(common).merges();
  }

  /** The updates that have arrived for a later merge. */
  List<Arrival> kept() {
    return List.of();
  }

  final boolean isFinished() {
    return finished;
  }

  final Requests.Pending request(int client) {
    Requests.Pending request = requests.make(client, round, version, common, with.clock().now());
    State down = with.method().download(common, client, round);
    WireRecord wire =
        with.codec()
            .encode(
                request.id(),
                new Body.Download(
                    round, version, with.disk().numbering().nextOrdinal(client), down));
    with.ledger()
        .requested(
            new Event.RequestSent(
                request.id(), round, client, version, wire.frame().length, down.parameters()));
    with.carrier().toClient(client, wire);
    return request;
  }

  private Behavior<Server.Command> onDelivered(Server.Delivered delivered) {
    if (!finished) {
      beforeArrival();
    }
    if (!finished) {
      Intake.Finding finding = intake.read(delivered.client(), delivered.frame(), common);
      if (finding instanceof Intake.Sound sound) {
        taken(sound);
      } else if (finding instanceof Intake.Gone gone) {
        gone(gone.request());
      }
    }
    return this;
  }

  /** An update is in hand to be merged. */
  final void received(Intake.Sound sound) {
    Arrival arrival = sound.arrival();
    heard.put(arrival.update().client(), sound.said());
    with.ledger()
        .received(
            new Event.UpdateReceived(
                arrival.request(),
                arrival.update().round(),
                arrival.update().client(),
                Inspection.checksum(arrival.update().state())));
    with.keeper().keep(arrival.request(), sound.frame());
  }

  /** An update is part of the common state of {@link #version}, which is new. */
  final void merged(Arrival arrival, double weight, boolean late) {
    with.ledger()
        .merged(
            new Event.UpdateMerged(
                arrival.request(),
                arrival.update().round(),
                arrival.update().client(),
                version,
                weight,
                arrival.staleness(version - 1),
                late));
  }

  /** The round is over: it is written down, and the next one begins, if there is one. */
  final Behavior<Server.Command> closed(
      CloseReason reason, int asked, int arrived, int merged, boolean quorum) {
    writeDown(reason, asked, arrived, merged, quorum);
    return goOn();
  }

  /** Those who watch know what is lost with the server's memory. */
  private Behavior<Server.Command> onCrash() {
    if (!finished) {
      int arrived = arrived().size();
      for (List<Arrival> lost : List.of(List.copyOf(arrived()), List.copyOf(kept()))) {
        lost.forEach(one -> with.ledger().lost(one.request(), "server-restart"));
      }
      writeDown(CloseReason.RESTART, asked(), arrived, 0, false);
    }
    return Behaviors.stopped();
  }

  private Behavior<Server.Command> onGoOn() {
    with.journal().append(new Event.ServerBack(round, version));
    return goOn();
  }

  private void writeDown(CloseReason reason, int asked, int arrived, int merged, boolean quorum) {
    with.journal()
        .append(
            new Event.RoundClosed(
                round,
                reason.key(),
                asked,
                arrived,
                merged,
                quorum,
                version,
                Inspection.checksum(common)));
    with.disk().save(new Disk.SafeCopy(round, version, common, merges()));
    with.observer()
        .tell(new Server.RoundDone(round, reason.key(), common, heard, with.ledger().counts()));
  }

  private Behavior<Server.Command> goOn() {
    if (round < rules.rounds()) {
      return nextRound();
    }
    finished = true;
    end();
    with.observer().tell(new Server.Finished(round, version, common));
    return this;
  }

  private Behavior<Server.Command> nextRound() {
    round++;
    heard = new TreeMap<>();
    requests.forgetOlderThan(oldestUseful());
    open();
    return this;
  }

  /** Says that a round is open. */
  final void opened(List<Integer> asked, long deadline) {
    with.journal().append(new Event.RoundOpened(round, version, asked, deadline));
    with.observer().tell(new Server.RoundOpened(round, asked.size()));
  }
}
