package io.fedlora.world;

import io.fedlora.clock.Clock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Carrier;
import io.fedlora.message.Kind;
import io.fedlora.message.WireRecord;
import io.fedlora.world.DropoutPlan.Fate;
import io.fedlora.world.DropoutPlan.Phase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The world around the federation: links that take their time, clients that come and go. It carries
 * wire records, loses those of clients that are away, takes clients away when their time is over or
 * they drop out, and brings them back. All in turns of the clock.
 */
public final class World implements Carrier {
  private final Fleet fleet;
  private final DropoutPlan dropouts;
  private final Clock clock;
  private final Journal journal;
  private final Ledger ledger;
  private final Endpoints endpoints;
  private final Traffic traffic = new Traffic();
  private final Whereabouts[] clients;
  private boolean ended;

  /** Where a client is and what it has in hand. */
  private static final class Whereabouts {
    private boolean outOfWindow;
    private boolean droppedOut;
    private long sentDown;
    private long sentUp;
    private long requestsReceived;
    private long lastArrivalDown;
    private long lastArrivalUp;
    private @Nullable Errand errands;
    private @Nullable Flight flights;

    boolean isAway() {
      return outOfWindow || droppedOut;
    }
  }

  /** A request that a client has received and not done with. */
  private static final class Errand {
    private final long request;
    private final Fate fate;
    private boolean over;
    private @Nullable Errand next;

    Errand(long request, Fate fate, @Nullable Errand next) {
      this.request = request;
      this.fate = fate;
      this.next = next;
    }

    boolean endsIn(Phase phase) {
      return fate instanceof Fate.DropsOut out && out.phase() == phase;
    }

    /** The instant at which the phase that it ends in is broken off. */
    long breaksOff(long begin, long duration) {
      return fate instanceof Fate.DropsOut out ? begin + (long) (duration * out.share()) : begin;
    }
  }

  /** A record on its way. */
  private static final class Flight {
    private final WireRecord wire;
    private boolean over;
    private Clock.@Nullable Ticket ticket;
    private @Nullable Flight next;

    Flight(WireRecord wire) {
      this.wire = wire;
    }
  }

  /** A world in which every client is where its availability says. */
  public World(
      Fleet fleet,
      DropoutPlan dropouts,
      Clock clock,
      Journal journal,
      Ledger ledger,
      Endpoints endpoints) {
    this.fleet = fleet;
    this.dropouts = dropouts;
    this.clock = clock;
    this.journal = journal;
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.clients = new Whereabouts[fleet.profiles().size()];
    for (int client = 0; client < clients.length; client++) {
      clients[client] = new Whereabouts();
    }
  }

  /** Sets the windows going; to be called once, before the first request. */
  public void begin() {
    for (int client = 0; client < clients.length; client++) {
      Availability availability = fleet.profile(client).availability();
      if (!availability.isOpen(clock.now())) {
        closes(client, availability.reason(clock.now()));
      }
      awaitChange(client, availability);
    }
  }

  /** From now on nobody comes or goes. */
  public void end() {
    ended = true;
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
          if (ended) {
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
    if (wire.kind() != Kind.DOWNLOAD) {
      journal.append(new Event.MessageSent(client, wire.kind().key(), "down", wire.frame().length));
    }
    if (there.isAway()) {
      loseDownload(wire, "away");
      return;
    }
    long takes = fleet.downNanos(client, there.sentDown++, wire.frame().length, clock.now());
    there.lastArrivalDown = Math.max(there.lastArrivalDown, clock.now() + takes);
    Flight flight = takeOff(there, wire);
    flight.ticket = clock.at(there.lastArrivalDown, () -> arriveDown(client, flight));
  }

  private void arriveDown(int client, Flight flight) {
    if (ended) {
      return;
    }
    Whereabouts there = clients[client];
    land(there, flight);
    long request = flight.wire.request();
    if (flight.wire.kind() == Kind.DOWNLOAD) {
      Fate fate = dropouts.fate(client, there.requestsReceived++, fleet.profile(client).dropout());
      Errand errand = new Errand(request, fate, there.errands);
      there.errands = errand;
      if (errand.endsIn(Phase.BEFORE)) {
        dropOut(client, Phase.BEFORE);
        return;
      }
    } else if (flight.wire.kind() == Kind.RECALL) {
      take(there, request);
    }
    endpoints.toClient(client, flight.wire.frame());
  }

  /**
   * Local work on a request begins: if the client is to drop out in the middle, this is when that
   * is arranged.
   */
  public void workBegins(int client, long request, long until) {
    Errand errand = clients[client].errands;
    while (errand != null && errand.request != request) {
      errand = errand.next;
    }
    if (errand != null && errand.endsIn(Phase.DURING)) {
      Errand broken = errand;
      clock.at(
          errand.breaksOff(clock.now(), until - clock.now()),
          () -> {
            if (!broken.over) {
              dropOut(client, Phase.DURING);
            }
          });
    }
  }

  @Override
  public void toServer(int client, WireRecord wire) {
    Whereabouts there = clients[client];
    if (ended || there.isAway()) {
      return;
    }
    traffic.sentUp(wire.frame().length, wire.parameters());
    long takes = fleet.upNanos(client, there.sentUp++, wire.frame().length, clock.now());
    Flight flight = takeOff(there, wire);
    if (wire.kind() == Kind.UPDATE) {
      journal.append(
          new Event.UpdateSent(wire.request(), client, wire.frame().length, wire.parameters()));
      Errand errand = take(there, wire.request());
      if (errand != null && errand.endsIn(Phase.UPLOAD)) {
        clock.at(
            errand.breaksOff(clock.now(), takes),
            () -> {
              if (!flight.over) {
                dropOut(client, Phase.UPLOAD);
              }
            });
      }
    } else {
      journal.append(new Event.MessageSent(client, wire.kind().key(), "up", wire.frame().length));
    }
    there.lastArrivalUp = Math.max(there.lastArrivalUp, clock.now() + takes);
    flight.ticket = clock.at(there.lastArrivalUp, () -> arriveUp(client, flight));
  }

  private void arriveUp(int client, Flight flight) {
    if (ended) {
      return;
    }
    land(clients[client], flight);
    if (flight.wire.kind() == Kind.UPDATE) {
      endpoints.uploaded(client, flight.wire.request());
    }
    endpoints.toServer(client, flight.wire.frame());
  }

  @Override
  public void dropped(int client, long request, String reason) {
    take(clients[client], request);
    ledger.lost(request, reason);
  }

  private void dropOut(int client, Phase phase) {
    if (ended) {
      return;
    }
    Whereabouts there = clients[client];
    there.droppedOut = true;
    goAway(client, "dropout-" + phase.name().toLowerCase(Locale.ROOT));
    clock.at(
        clock.now() + dropouts.downtime(client, there.requestsReceived),
        () -> {
          there.droppedOut = false;
          comeBack(client);
        });
  }

  private void goAway(int client, String reason) {
    Whereabouts there = clients[client];
    journal.append(new Event.ClientAway(client, reason));
    endpoints.leave(client);
    for (Errand errand = there.errands; errand != null; errand = errand.next) {
      errand.over = true;
      ledger.lost(errand.request, reason);
    }
    there.errands = null;
    for (Flight flight = there.flights; flight != null; flight = flight.next) {
      flight.over = true;
      if (flight.ticket != null) {
        flight.ticket.cancel();
      }
      if (flight.wire.kind() == Kind.UPDATE) {
        ledger.lost(flight.wire.request(), reason);
      } else {
        loseDownload(flight.wire, reason);
      }
    }
    there.flights = null;
    there.lastArrivalDown = 0;
    there.lastArrivalUp = 0;
  }

  /** The client is done with a request; null if it had none such in hand. */
  private static @Nullable Errand take(Whereabouts there, long request) {
    Errand before = null;
    for (Errand errand = there.errands; errand != null; errand = errand.next) {
      if (errand.request == request) {
        errand.over = true;
        if (before == null) {
          there.errands = errand.next;
        } else {
          before.next = errand.next;
        }
        return errand;
      }
      before = errand;
    }
    return null;
  }

  private void comeBack(int client) {
    if (!ended && !clients[client].isAway()) {
      journal.append(new Event.ClientBack(client));
      endpoints.back(client);
    }
  }

  private void loseDownload(WireRecord wire, String reason) {
    if (wire.kind() == Kind.DOWNLOAD) {
      ledger.lost(wire.request(), reason);
    }
  }

  private static Flight takeOff(Whereabouts there, WireRecord wire) {
    Flight flight = new Flight(wire);
    flight.next = there.flights;
    there.flights = flight;
    return flight;
  }

  private static void land(Whereabouts there, Flight landed) {
    landed.over = true;
    if (there.flights == landed) {
      there.flights = landed.next;
      return;
    }
    for (Flight flight = there.flights; flight != null; flight = flight.next) {
      if (flight.next == landed) {
        flight.next = landed.next;
        return;
      }
    }
  }
}
