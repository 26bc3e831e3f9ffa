package io.fedlora.world;

import io.fedlora.message.Kind;
import io.fedlora.message.WireRecord;
import org.jspecify.annotations.Nullable;

/** Where a client is and what it has in hand. */
final class Whereabouts {
  /** Towards the client. */
  final Lane down = new Lane();

  /** Towards the server. */
  final Lane up = new Lane();

  boolean outOfWindow;

  /** Dropped out or crashed. */
  boolean broken;

  long requestsReceived;
  long downloads;

  /** The newest of its requests that nothing will come of, as has been written down. */
  long lostUpTo;

  /** Chained by hand, as in a {@link Lane}. */
  @Nullable Errand errands;

  boolean isAway() {
    return outOfWindow || broken;
  }

  /**
   * Whether it sends an update after all for a request that it has left, broken off or dropped:
   * nothing comes of that any more.
   */
  boolean hasLost(WireRecord wire) {
    return wire.kind() == Kind.UPDATE
        && wire.request() <= lostUpTo
        && errand(wire.request()) == null;
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
}
