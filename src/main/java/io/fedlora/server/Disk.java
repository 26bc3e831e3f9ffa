package io.fedlora.server;

import io.fedlora.adapter.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The disk of the server: what is left of it when it goes down. It holds a safe copy, made whenever
 * a round has closed, and the numbers that are given out.
 */
public final class Disk {
  private final Numbering numbering;
  private @Nullable SafeCopy last;

  /**
   * What a server goes on from.
   *
   * @param round the last one that has closed; 0 before the first
   * @param version of the common state
   * @param merges of each tier; none where there are no tiers
   */
  record SafeCopy(int round, long version, State common, List<Integer> merges) {}

  /** An empty disk for a federation of so many clients. */
  public Disk(int clients) {
    this.numbering = new Numbering(clients);
  }

  Numbering numbering() {
    return numbering;
  }

  void save(SafeCopy copy) {
    last = copy;
  }

  /** The last safe copy; that of a server that has not begun if there is none. */
  SafeCopy last(State initial) {
    return last == null ? new SafeCopy(0, 0, initial, List.of()) : last;
  }
}
