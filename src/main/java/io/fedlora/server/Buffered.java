package io.fedlora.server;

import io.fedlora.scenario.Rounding;
import java.util.List;

/**
 * FedBuff (Nguyen et al., arXiv 2106.06639): updates gather in a buffer, and when it is full, what
 * they changed is averaged and added to the common state. An update's share is its weight among
 * those of the buffer times what its age leaves of it: without age the shares sum to 1, and every
 * age leaves more to the old common state.
 *
 * @param size updates that fill the buffer
 * @param quorum least share of them that is merged when the window has lasted too long
 * @param duration how long a window may last
 */
record Buffered(int size, double quorum, long duration) implements WindowRule {
  @Override
  public int enough() {
    return size;
  }

  @Override
  public CloseReason atEnd() {
    return CloseReason.DEADLINE;
  }

  @Override
  public boolean suffices(int inHand) {
    return inHand > 0 && inHand >= Rounding.up(quorum * size);
  }

  @Override
  public boolean refills() {
    return true;
  }

  @Override
  public boolean movesOn() {
    return true;
  }

  @Override
  public double[] shares(List<Worth> worths) {
    return Worth.ofBuffer(worths);
  }
}
