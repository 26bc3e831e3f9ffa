package io.fedlora.world;

import io.fedlora.clock.Clock;
import io.fedlora.world.Flight.Cargo;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a client's connection. Records arrive in the order in which they were sent, but
 * for those that a fault lets others overtake. The records on their way are chained by hand: a
 * fleet has a hundred thousand clients, nearly all of whose lanes are empty, and a collection in
 * each would be most of what a client weighs.
 */
final class Lane {
  private @Nullable Flight flights;
  private long lastArrival;
  private long sent;

  /** How many records have been sent before; one more with every call. */
  long next() {
    return sent++;
  }

  /**
   * A record is on its way, and the network's repetition of it, if there is one, behind it.
   *
   * @param takes nanoseconds that it would take on an empty lane
   * @param landing what happens when it arrives, and when its repetition does
   */
  Flight send(Clock clock, Cargo cargo, long takes, Consumer<Flight> landing) {
    long arrival = Math.max(lastArrival, clock.now() + takes) + cargo.passage().delay();
    if (!cargo.passage().isOvertaken()) {
      lastArrival = arrival;
    }
    Flight flight = new Flight(cargo, false, arrival);
    takeOff(clock, flight, landing);
    long copyAfter = cargo.passage().copyAfter();
    if (copyAfter >= 0) {
      takeOff(clock, new Flight(cargo, true, arrival + copyAfter), landing);
    }
    return flight;
  }

  private void takeOff(Clock clock, Flight flight, Consumer<Flight> landing) {
    flight.next = flights;
    flights = flight;
    flight.ticket = clock.at(flight.arrival(), () -> landing.accept(flight));
  }

  /** A record has arrived, or is on its way no longer. */
  void land(Flight landed) {
    landed.over = true;
    if (flights == landed) {
      flights = landed.next;
      return;
    }
    for (Flight flight = flights; flight != null; flight = flight.next) {
      if (flight.next == landed) {
        flight.next = landed.next;
        return;
      }
    }
  }

  /** Some records are on their way no longer; what comes behind need not wait for them. */
  void withdraw(Predicate<Cargo> these) {
    lastArrival = 0;
    for (Flight flight = flights; flight != null; flight = flight.next) {
      if (these.test(flight.cargo())) {
        land(flight);
        flight.cancel();
      } else if (!flight.cargo().passage().isOvertaken()) {
        lastArrival = Math.max(lastArrival, flight.arrival());
      }
    }
  }

  /**
   * The connection is broken: nothing is on its way any more.
   *
   * @param each is told of every record, the newest first
   */
  void breakOff(Consumer<Cargo> each) {
    Flight lost = flights;
    flights = null;
    lastArrival = 0;
    for (Flight flight = lost; flight != null; flight = flight.next) {
      flight.over = true;
      flight.cancel();
      each.accept(flight.cargo());
    }
  }
}
