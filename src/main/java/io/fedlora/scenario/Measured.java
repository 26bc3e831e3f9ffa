package io.fedlora.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the numbers of a {@link Distribution} are, and so which units a scenario may write. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Measured {
  /** The unit that the distribution's numbers are in after reading. */
  Unit value();

  /** Units of measured values. */
  enum Unit {
    /** Numbers as they stand. */
    PLAIN,
    /** Durations as {@code 30s}; the numbers are seconds. */
    SECONDS,
    /** Sizes as {@code 1MiB}, or plain numbers; the numbers are bytes. */
    BYTES
  }
}
