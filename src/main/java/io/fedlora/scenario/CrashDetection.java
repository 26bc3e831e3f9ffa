package io.fedlora.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * After how long the server takes a client that does not answer to be lost; written as a duration,
 * or {@code auto}.
 *
 * @param fixed the duration; empty for {@code auto}
 */
public record CrashDetection(Optional<Duration> fixed) {
  /** As the deadline says: three times as long, or 10 minutes where there is none. */
  public static final CrashDetection AUTO = new CrashDetection(Optional.empty());

  private static final int DEADLINES = 3;
  private static final Duration WITHOUT_DEADLINE = Duration.ofMinutes(10);

  public CrashDetection {
    if (fixed.isPresent() && fixed.get().isZero()) {
      throw new InvalidValue("", "must be above 0", "write for example 30s");
    }
  }

  /** So long. */
  public static CrashDetection after(Duration duration) {
    return new CrashDetection(Optional.of(duration));
  }

  /** How long that is where rounds have such a deadline. */
  public Duration with(Optional<Duration> deadline) {
    return fixed.orElseGet(
        () -> deadline.map(one -> one.multipliedBy(DEADLINES)).orElse(WITHOUT_DEADLINE));
  }

  /**
   * Reads {@code auto} or a duration.
   *
   * @throws InvalidValue if the text is neither
   */
  static CrashDetection parse(String text) {
    return text.equals("auto") ? AUTO : after(Duration.ofNanos(Quantities.nanos(text)));
  }
}
