package io.fedlora.server;

import java.util.List;

/**
 * What tells one way of collecting without rounds from another. So many clients are always at work;
 * time is cut into windows, each of which ends in a merge or in none. A rule says when a window
 * ends and what its updates weigh.
 */
sealed interface WindowRule permits Buffered, Asynchronous, SemiSynchronous {
  /** The rule that a scenario's {@code server.collection} names; not for synchronous rounds. */
  static WindowRule of(RoundRules rules) {
    return switch (rules.settings().collection()) {
      case BUFFERED ->
          new Buffered(rules.bufferSize(), rules.settings().quorum(), rules.patience());
      case ASYNCHRONOUS ->
          new Asynchronous(rules.settings().continuous().mixing(), rules.patience());
      case SEMI_SYNCHRONOUS -> new SemiSynchronous(rules.period());
      case SYNCHRONOUS -> throw new IllegalArgumentException("rounds have no windows");
    };
  }

  /** How many updates in hand end a window at once. */
  int enough();

  /** How long a window lasts if it does not end before, in nanoseconds. */
  long duration();

  /** Why a window ends that has lasted so long. */
  CloseReason atEnd();

  /** Whether so many updates in hand are merged when a window has lasted so long. */
  boolean suffices(int inHand);

  /**
   * Whether another client is asked as soon as one has answered; otherwise with the next window.
   */
  boolean refills();

  /**
   * Whether what an update changed is added to the common state as it is by now; otherwise the
   * update itself is mixed with it.
   */
  boolean movesOn();

  /** The share of each update in the next common state. What they leave of 1 is the old one's. */
  double[] shares(List<Worth> worths);
}
