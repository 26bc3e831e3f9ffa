package io.fedlora.report.page;

import java.util.function.ToDoubleFunction;

/**
 * A figure of every setting in a comparison's table.
 *
 * @param name by which it is chosen
 * @param key its name in CSV and JSON
 * @param kind how it is written for people
 * @param title for people; the units are put in the place of {@code %s}
 * @param direction 1 where more is better, −1 where less is, 0 where neither is by itself
 * @param value of a run
 */
record Column(
    String name,
    String key,
    Kind kind,
    String title,
    int direction,
    ToDoubleFunction<RunFigures> value) {
  /** What is measured, and so in what units it is written. */
  enum Kind {
    SCORE,
    SECONDS,
    BYTES,
    FLOPS,
    SHARE,
    RANK
  }

  /** Whether runs may lack it that have ended, so that there is a count beside it. */
  boolean counted() {
    return key.startsWith("seconds_to_");
  }
}
