package io.fedlora.world;

import org.jspecify.annotations.Nullable;

/** Where a client is and what it has in hand. */
final class Whereabouts {
  boolean outOfWindow;
  boolean down;
  long sentDown;
  long sentUp;
  long requestsReceived;
  long downloads;
  long lastArrivalDown;
  long lastArrivalUp;
  @Nullable Errand errands;
  @Nullable Flight flights;

  boolean isAway() {
    return outOfWindow || down;
  }

  /** The errand of a request; null if there is none. */
  @Nullable Errand errand(long request) {
    Errand errand = errands;
    while (errand != null && errand.request() != request) {
      errand = errand.next;
    }
    return errand;
  }

  void take(Errand errand) {
    errand.next = errands;
    errands = errand;
  }

  /** The client is done with a request; null if it had none such in hand. */
  @Nullable Errand done(long request) {
    Errand before = null;
    for (Errand errand = errands; errand != null; errand = errand.next) {
      if (errand.request() == request) {
        errand.over = true;
        if (before == null) {
          errands = errand.next;
        } else {
          before.next = errand.next;
        }
        return errand;
      }
      before = errand;
    }
    return null;
  }

  void takeOff(Flight flight) {
    flight.next = flights;
    flights = flight;
  }

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
}
