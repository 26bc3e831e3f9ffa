package io.fedlora.run;

import io.fedlora.device.Device;
import io.fedlora.device.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scoring that is under way: who is still missing, and what to do with all scores. */
final class Scoring {
  private final @Nullable Score[] scores;
  private final Consumer<List<Optional<Score>>> then;
  private int missing;

  /**
   * @param clients how many have a score, if they are examined
   * @param then is given all scores, by client, when none is missing any more
   */
  Scoring(int clients, Consumer<List<Optional<Score>>> then) {
    this.scores = new Score[clients];
    this.then = then;
  }

  /** Another client is being examined. */
  void expect() {
    missing++;
  }

  /** A client has been examined, without an error. */
  void take(Device.Examined examined) {
    scores[examined.client()] = examined.score();
    missing--;
    if (missing == 0) {
      then.accept(result());
    }
  }

  /** The scores so far, by client; empty for who has none. */
  List<Optional<Score>> result() {
    List<Optional<Score>> list = new ArrayList<>();
    for (Score score : scores) {
      list.add(Optional.ofNullable(score));
    }
    return list;
  }
}
