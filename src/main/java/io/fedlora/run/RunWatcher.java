package io.fedlora.run;

import io.fedlora.device.Score;
import io.fedlora.device.Slots;
import io.fedlora.journal.Ledger;
import io.fedlora.server.Server;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Is told how a run goes, in turns of the clock. */
public interface RunWatcher {
  /** Looks away. */
  RunWatcher NONE = new RunWatcher() {};

  /** A round has opened. */
  default void roundOpened(int round, int asked, long time) {}

  /** A round has closed. */
  default void roundDone(RoundRecord done) {}

  /** A round has closed that had closed before the run was resumed. */
  default void roundRepeated(RoundRecord done) {}

  /**
   * What is known of a round once it has closed and, if it was, been scored.
   *
   * @param round from 1
   * @param time virtual nanoseconds at its close
   * @param reason why it closed
   * @param heard what clients reported, by client
   * @param scores by client; empty if the round was not scored
   * @param counts outcomes so far
   * @param use of the slots so far
   */
  record RoundRecord(
      int round,
      long time,
      String reason,
      SortedMap<Integer, Server.Heard> heard,
      List<Score> scores,
      Ledger.Counts counts,
      Slots.Use use) {
    /** Mean training loss of the updates that arrived and tell it; not a number if none does. */
    public double trainLoss() {
      double sum = 0;
      int told = 0;
      for (Server.Heard one : heard.values()) {
        if (!Double.isNaN(one.loss())) {
          sum += one.loss();
          told++;
        }
      }
      return sum / told;
    }

    /** What clients reported besides, by name: the mean over those who did. */
    public SortedMap<String, Double> reports() {
      SortedMap<String, Double> sums = new TreeMap<>();
      SortedMap<String, Integer> told = new TreeMap<>();
      for (Server.Heard one : heard.values()) {
        one.reports()
            .forEach(
                (name, value) -> {
                  sums.merge(name, value, Double::sum);
                  told.merge(name, 1, Integer::sum);
                });
      }
      sums.replaceAll((name, sum) -> sum / told.getOrDefault(name, 1));
      return sums;
    }
  }
}
