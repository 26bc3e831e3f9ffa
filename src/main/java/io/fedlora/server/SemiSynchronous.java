package io.fedlora.server;

import java.util.List;

/**
 * At a fixed period whatever has come is merged, as a {@link Buffered} server merges its buffer,
 * and who is free is asked. Who is slower than the period answers in a later window.
 *
 * @param duration the period
 */
record SemiSynchronous(long duration) implements WindowRule {
  @Override
  public int enough() {
    return Integer.MAX_VALUE;
  }

  @Override
  public CloseReason atEnd() {
    return CloseReason.PERIOD;
  }

  @Override
  public boolean suffices(int inHand) {
    return inHand > 0;
  }

  @Override
  public boolean refills() {
    return false;
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
