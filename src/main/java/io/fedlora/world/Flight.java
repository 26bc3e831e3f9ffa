package io.fedlora.world;

import io.fedlora.clock.Clock;
import io.fedlora.message.WireRecord;
import io.fedlora.world.fault.Passage;
import org.jspecify.annotations.Nullable;

/** A record on its way, the first time or, repeated, a second time. */
final class Flight {
  private final Cargo cargo;
  private final boolean repeated;
  private final long arrival;
  boolean over;
  Clock.@Nullable Ticket ticket;
  @Nullable Flight next;

  /** What travels; the record and its repetition share it. */
  static final class Cargo {
    private final WireRecord wire;
    private final long ordinal;
    private final Passage passage;
    boolean arrived;

    Cargo(WireRecord wire, long ordinal, Passage passage) {
      this.wire = wire;
      this.ordinal = ordinal;
      this.passage = passage;
    }

    WireRecord wire() {
      return wire;
    }

    /** Of the request that it belongs to. */
    long ordinal() {
      return ordinal;
    }

    Passage passage() {
      return passage;
    }
  }

  Flight(Cargo cargo, boolean repeated, long arrival) {
    this.cargo = cargo;
    this.repeated = repeated;
    this.arrival = arrival;
  }

  /** When it arrives, an instant. */
  long arrival() {
    return arrival;
  }

  Cargo cargo() {
    return cargo;
  }

  void cancel() {
    if (ticket != null) {
      ticket.cancel();
    }
  }

  boolean isRepeated() {
    return repeated;
  }
}
