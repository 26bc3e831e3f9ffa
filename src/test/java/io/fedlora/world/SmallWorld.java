package io.fedlora.world;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.clock.HandClock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.message.WireRecord;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A world of few clients without actors, on a clock that a test drives. Bandwidths are such that a
 * byte takes one nanosecond up and half a one down.
 */
final class SmallWorld implements Endpoints {
  static final int LATENCY = 1000;

  final HandClock clock = new HandClock();
  final List<Event> events = new ArrayList<>();

  /** What the endpoints were told, each with its instant. */
  final List<String> told = new ArrayList<>();

  final Ledger ledger = new Ledger(events::add);
  final World world;
  private final Codec codec = new Codec();

  /** A world of two clients. */
  SmallWorld(Availability availability, double dropout, DropoutPhases phases, long latencyJitter) {
    Profile profile =
        new Profile("g", "steady", 1e9, 0, 1e9, 2e9, LATENCY, latencyJitter, dropout, availability);
    world =
        new World(
            new Fleet(7, List.of(profile, profile)),
            new DropoutPlan(7, phases, new Distribution.Constant(5e-6)),
            clock,
            events::add,
            ledger,
            this);
  }

  static SmallWorld calm() {
    return new SmallWorld(Availability.ALWAYS, 0, new DropoutPhases(1, 1, 1), 0);
  }

  /** A world in which every request ends in a dropout of that kind. */
  static SmallWorld dropping(DropoutPhases phases) {
    return new SmallWorld(Availability.ALWAYS, 1, phases, 0);
  }

  private static State values(int size) {
    return State.of(Part.zeros("common", Layout.builder().add("v", size).build()));
  }

  /** The server asks a client; the length of what it sends. */
  int ask(int client, long request) {
    return ask(client, request, 10);
  }

  int ask(int client, long request, int values) {
    WireRecord wire = codec.encode(request, new Body.Download(1, 0, 0, values(values)));
    ledger.requested(
        new Event.RequestSent(request, 1, client, 0, wire.frame().length, wire.parameters()));
    world.toClient(client, wire);
    return wire.frame().length;
  }

  int recall(int client, long request) {
    WireRecord wire = codec.encode(request, new Body.Recall(1));
    world.toClient(client, wire);
    return wire.frame().length;
  }

  int answer(int client, long request) {
    return answer(client, request, 10);
  }

  int answer(int client, long request, int values) {
    WireRecord wire =
        codec.encode(request, new Body.Update(1, 0, 1, 1, 0, new TreeMap<>(), values(values)));
    world.toServer(client, wire);
    return wire.frame().length;
  }

  int hello(int client) {
    WireRecord wire = codec.encode(0, new Body.Hello(client, 1));
    world.toServer(client, wire);
    return wire.frame().length;
  }

  /** How long a record takes to a client. */
  static long down(int bytes) {
    return LATENCY + (long) StrictMath.rint(bytes / 2.0);
  }

  /** The events of a type. */
  <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void tell(String what) {
    told.add(clock.now() + " " + what);
  }

  @Override
  public void toClient(int client, byte[] frame) {
    WireRecord wire = WireRecord.parse(frame);
    tell(wire.kind().key() + " " + wire.request() + " to " + client);
  }

  @Override
  public void toServer(int client, byte[] frame) {
    WireRecord wire = WireRecord.parse(frame);
    tell(wire.kind().key() + " " + wire.request() + " from " + client);
  }

  @Override
  public void uploaded(int client, long request) {
    tell("uploaded " + request + " by " + client);
  }

  @Override
  public void leave(int client) {
    tell("leave " + client);
  }

  @Override
  public void loseState(int client) {
    tell("lose state of " + client);
  }

  @Override
  public void back(int client) {
    tell("back " + client);
  }

  @Override
  public void stopServer() {
    tell("stop server");
  }

  @Override
  public void startServer() {
    tell("start server");
  }
}
