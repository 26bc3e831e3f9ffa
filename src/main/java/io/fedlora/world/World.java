package io.fedlora.world;

import io.fedlora.clock.Clock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Carrier;
import io.fedlora.message.Kind;
import io.fedlora.message.WireRecord;
import io.fedlora.world.DropoutPlan.Phase;
import io.fedlora.world.Flight.Cargo;
import io.fedlora.world.fault.FaultPlan;
import io.fedlora.world.presence.Membership;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The world around the federation: links that take their time, clients that come and go, faults. It
 * carries wire records, loses those of clients that are away, takes clients away when their time is
 * over or they drop out or crash, and brings them back. All in turns of the clock.
 */
public final class World implements Carrier {
  private static final long NO_ORDINAL = -1;

  private final Fleet fleet;
  private final Misfortunes misfortunes;
  private final Clock clock;
  private final Journal journal;
  private final Ledger ledger;
  private final Endpoints endpoints;
  private final Traffic traffic = new Traffic();
  private final Whereabouts[] clients;
  private final ServerMachine server;
  private boolean ended;
  private boolean healed;

  /** A world without faults. */
  public World(
      Fleet fleet,
      DropoutPlan dropouts,
      Clock clock,
      Journal journal,
      Ledger ledger,
      Endpoints endpoints) {
    this(fleet, dropouts, FaultPlan.NONE, clock, journal, ledger, endpoints);
  }

  /** A world in which every client is where its availability says. */
  public World(
      Fleet fleet,
      DropoutPlan dropouts,
      FaultPlan faults,
      Clock clock,
      Journal journal,
      Ledger ledger,
      Endpoints endpoints) {
    this.fleet = fleet;
    this.misfortunes = new Misfortunes(fleet, dropouts, faults, clock, journal);
    this.clock = clock;
    this.journal = journal;
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.server = new ServerMachine(faults, clock, journal, endpoints);
    this.clients = new Whereabouts[fleet.profiles().size()];
    for (int client = 0; client < clients.length; client++) {
      clients[client] = new Whereabouts();
    }
  }

  /** Sets comings and goings off; to be called once, before the first request. */
  public void begin() {
    server.begin();
    for (int client = 0; client < clients.length; client++) {
      Availability availability = fleet.profile(client).availability();
      if (!availability.isOpen(clock.now())) {
        closes(client, availability.reason(clock.now()));
      }
      awaitChange(client, availability);
    }
  }

  /** The server has opened a round. */
  public void roundOpened(int round) {
    if (!ended && !healed) {
      server.roundOpened(round);
    }
  }

  /** From now on nobody comes or goes. */
  public void end() {
    ended = true;
    server.end();
  }

  /**
   * From now on nothing goes wrong any more, and everybody is there who has not left for good. What
   * faults have made of records that are on their way stays as it is.
   */
  public void heal() {
    healed = true;
    misfortunes.end();
    server.heal();
    for (int client = 0; client < clients.length; client++) {
      Whereabouts there = clients[client];
      if (there.isAway() && !hasLeft(client)) {
        there.broken = false;
        there.outOfWindow = false;
        comeBack(client);
      }
    }
  }

  private boolean hasLeft(int client) {
    Availability availability = fleet.profile(client).availability();
    long now = clock.now();
    return !availability.isOpen(now) && availability.reason(now).equals(Membership.LEFT);
  }

  /** What was sent so far. */
  public Traffic traffic() {
    return traffic;
  }

  private void awaitChange(int client, Availability availability) {
    long change = availability.nextChange(clock.now());
    if (change == Long.MAX_VALUE) {
      return;
    }
    clock.at(
        change,
        () -> {
          if (ended || healed) {
            return;
          }
          boolean open = availability.isOpen(change);
          if (open && clients[client].outOfWindow) {
            clients[client].outOfWindow = false;
            comeBack(client);
          } else if (!open && !clients[client].outOfWindow) {
            closes(client, availability.reason(change));
          }
          awaitChange(client, availability);
        });
  }

  private void closes(int client, String reason) {
    boolean wasAway = clients[client].isAway();
    clients[client].outOfWindow = true;
    if (!wasAway) {
      goAway(client, reason);
    }
  }

  @Override
  public void toClient(int client, WireRecord wire) {
    Whereabouts there = clients[client];
    traffic.sentDown(wire.frame().length, wire.parameters());
    boolean request = wire.kind() == Kind.DOWNLOAD;
    long ordinal = request ? there.downloads++ : NO_ORDINAL;
    if (!request) {
      journal.append(new Event.MessageSent(client, wire.kind().key(), "down", wire.frame().length));
    }
    if (there.isAway()) {
      loseDownload(client, wire, "away");
      return;
    }
    long n = there.down.next();
    long takes = fleet.downNanos(client, n, wire.frame().length, clock.now());
    Cargo cargo =
        new Cargo(wire, ordinal, misfortunes.passage(client, wire, true, request ? ordinal : n));
    there.down.send(clock, cargo, takes, flight -> arriveDown(client, flight));
  }

  private void arriveDown(int client, Flight flight) {
    if (ended) {
      return;
    }
    Whereabouts there = clients[client];
    there.down.land(flight);
    Cargo cargo = flight.cargo();
    boolean again = cargo.arrived;
    cargo.arrived = true;
    String loss = cargo.passage().loss();
    if (loss != null) {
      loseDownload(client, cargo.wire(), loss);
      return;
    }
    String damage = cargo.passage().damage();
    if (damage != null) {
      loseDownload(client, cargo.wire(), damage);
    } else if (cargo.wire().kind() == Kind.DOWNLOAD && !again) {
      Errand errand = errand(client, cargo);
      there.take(errand);
      if (errand.endsIn(Phase.BEFORE)) {
        dropOut(client, Phase.BEFORE, errand);
        return;
      }
    } else if (cargo.wire().kind() == Kind.RECALL) {
      there.done(cargo.wire().request());
    }
    endpoints.toClient(client, cargo.passage().frame());
  }

  /** What the client has to do now, and what will become of it over that. */
  private Errand errand(int client, Cargo cargo) {
    long request = cargo.wire().request();
    long received = clients[client].requestsReceived++;
    return new Errand(
        request, cargo.ordinal(), misfortunes.ordeal(client, received, cargo.ordinal()));
  }

  /** What befalls local work that begins; nothing, as a rule. */
  public DeviceTrouble workBegins(int client, long request, long until) {
    Errand errand = clients[client].errand(request);
    if (errand == null || healed) {
      return DeviceTrouble.NONE;
    }
    if (errand.endsIn(Phase.DURING)) {
      clock.at(
          errand.breaksOff(clock.now(), until - clock.now()),
          () -> {
            if (!errand.over) {
              dropOut(client, Phase.DURING, errand);
            }
          });
    }
    return misfortunes.trouble(client, errand);
  }

  @Override
  public void toServer(int client, WireRecord wire) {
    Whereabouts there = clients[client];
    if (ended || there.isAway()) {
      return;
    }
    if (there.hasLost(wire)) {
      endpoints.uploaded(client, wire.request());
    } else if (wire.kind() == Kind.UPDATE) {
      sendUpdate(client, wire);
    } else {
      traffic.sentUp(wire.frame().length, wire.parameters());
      journal.append(new Event.MessageSent(client, wire.kind().key(), "up", wire.frame().length));
      send(client, wire, null);
    }
  }

  private void sendUpdate(int client, WireRecord made) {
    Whereabouts there = clients[client];
    Errand errand = there.done(made.request());
    long ordinal = errand == null ? NO_ORDINAL : errand.ordinal();
    WireRecord wire = misfortunes.spoilt(client, made, ordinal);
    traffic.sentUp(wire.frame().length, wire.parameters());
    journal.append(
        new Event.UpdateSent(wire.request(), client, wire.frame().length, wire.parameters()));
    send(client, wire, errand);
  }

  private void send(int client, WireRecord wire, @Nullable Errand errand) {
    Whereabouts there = clients[client];
    long n = there.up.next();
    long takes = fleet.upNanos(client, n, wire.frame().length, clock.now());
    long number = errand == null ? NO_ORDINAL - n : errand.ordinal();
    Cargo cargo = new Cargo(wire, number, misfortunes.passage(client, wire, false, number));
    Flight flight = there.up.send(clock, cargo, takes, landed -> arriveUp(client, landed));
    if (errand != null && errand.endsIn(Phase.UPLOAD)) {
      clock.at(
          errand.breaksOff(clock.now(), takes),
          () -> {
            if (!flight.over) {
              dropOut(client, Phase.UPLOAD, errand);
            }
          });
    }
  }

  /** What has been sent of it stays counted. */
  @Override
  public void withdraw(int client, long request) {
    clients[client].up.withdraw(
        cargo -> cargo.wire().kind() == Kind.UPDATE && cargo.wire().request() == request);
  }

  private void arriveUp(int client, Flight flight) {
    if (ended) {
      return;
    }
    clients[client].up.land(flight);
    Cargo cargo = flight.cargo();
    cargo.arrived = true;
    boolean update = cargo.wire().kind() == Kind.UPDATE;
    if (update && !flight.isRepeated()) {
      endpoints.uploaded(client, cargo.wire().request());
    }
    String loss = cargo.passage().loss();
    if (loss == null && server.isDown()) {
      loss = "server-down";
    }
    if (loss == null) {
      endpoints.toServer(client, cargo.passage().frame());
    } else if (update) {
      lose(client, cargo.wire().request(), loss);
    }
  }

  @Override
  public void dropped(int client, long request, String reason) {
    if (clients[client].done(request) != null) {
      lose(client, request, reason);
    }
  }

  private void lose(int client, long request, String reason) {
    clients[client].lostUpTo = Math.max(clients[client].lostUpTo, request);
    ledger.lost(request, reason);
  }

  private void dropOut(int client, Phase phase, Errand errand) {
    if (ended || healed) {
      return;
    }
    Whereabouts there = clients[client];
    there.broken = true;
    Errand.Ordeal ordeal = errand.ordeal();
    misfortunes.goesDown(client, errand);
    goAway(client, ordeal.cause() + "-" + phase.name().toLowerCase(Locale.ROOT));
    if (ordeal.losesPrivatePart()) {
      endpoints.loseState(client);
    }
    clock.at(
        clock.now() + ordeal.downtime(),
        () -> {
          if (there.broken) {
            there.broken = false;
            comeBack(client);
          }
        });
  }

  private void goAway(int client, String reason) {
    Whereabouts there = clients[client];
    journal.append(new Event.ClientAway(client, reason));
    endpoints.leave(client);
    for (Errand errand = there.errands; errand != null; errand = errand.next) {
      errand.over = true;
      lose(client, errand.request(), reason);
    }
    there.errands = null;
    there.up.breakOff(cargo -> loseCargo(client, cargo, reason));
    there.down.breakOff(cargo -> loseCargo(client, cargo, reason));
  }

  private void loseCargo(int client, Cargo cargo, String reason) {
    Kind kind = cargo.wire().kind();
    if (!cargo.arrived && (kind == Kind.UPDATE || kind == Kind.DOWNLOAD)) {
      lose(client, cargo.wire().request(), reason);
    }
  }

  private void comeBack(int client) {
    if (!ended && !clients[client].isAway()) {
      journal.append(new Event.ClientBack(client));
      endpoints.back(client);
    }
  }

  private void loseDownload(int client, WireRecord wire, String reason) {
    if (wire.kind() == Kind.DOWNLOAD) {
      lose(client, wire.request(), reason);
    }
  }
}
