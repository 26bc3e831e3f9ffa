package io.fedlora.server;

import java.util.List;

/**
 * FedAsync (Xie, Koyejo, Gupta, arXiv 1903.03934): every update is mixed with the common state as
 * it arrives, {@code common ← (1 − w) common + w update} with {@code w = α · done · factor}, done
 * being the share of its local steps that it had time for. What the method would weigh it does not
 * count: there is nothing to weigh it against.
 *
 * @param mixing α
 * @param duration how long a window may last in which nothing arrives
 */
record Asynchronous(double mixing, long duration) implements WindowRule {
  @Override
  public int enough() {
    return 1;
  }

  @Override
  public CloseReason atEnd() {
    return CloseReason.DEADLINE;
  }

  @Override
  public boolean suffices(int inHand) {
    return inHand > 0;
  }

  @Override
  public boolean refills() {
    return true;
  }

  @Override
  public boolean movesOn() {
    return false;
  }

  @Override
  public double[] shares(List<Worth> worths) {
    Worth only = worths.get(0);
    return new double[] {mixing * only.done() * only.factor()};
  }
}
