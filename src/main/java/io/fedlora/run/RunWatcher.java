package io.fedlora.run;

import io.fedlora.device.Score;
import io.fedlora.device.Slots;
import io.fedlora.journal.Ledger;
import java.util.List;

/** Is told how a run goes, in turns of the clock. */
public interface RunWatcher {
  /** Looks away. */
  RunWatcher NONE = new RunWatcher() {};

  /** A round has opened. */
  default void roundOpened(int round, int asked, long time) {}

  /** A round has closed. */
  default void roundDone(RoundRecord done) {}

  /**
   * What is known of a round once it has closed and, if it was, been scored.
   *
   * @param round from 1
   * @param time virtual nanoseconds at its close
   * @param reason why it closed
   * @param trainLoss mean training loss of the updates that arrived; not a number if none did
   * @param scores by client; empty if the round was not scored
   * @param counts outcomes so far
   * @param use of the slots so far
   */
  record RoundRecord(
      int round,
      long time,
      String reason,
      double trainLoss,
      List<Score> scores,
      Ledger.Counts counts,
      Slots.Use use) {}
}
