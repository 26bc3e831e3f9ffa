package io.fedlora.world;

/** When a client is there, apart from dropouts and crashes: a pure function of time. */
public interface Availability {
  /** There at all times. */
  Availability ALWAYS =
      new Availability() {
        @Override
        public boolean isOpen(long time) {
          return true;
        }

        @Override
        public long nextChange(long time) {
          return Long.MAX_VALUE;
        }
      };

  /** Whether the client is there at an instant. */
  boolean isOpen(long time);

  /**
   * An instant after this one up to which that stays as it is, and at which it may change; {@link
   * Long#MAX_VALUE} if it never does.
   */
  long nextChange(long time);

  /** Why it is not there, in the journal's words, as {@code window}. */
  default String reason(long time) {
    return "window";
  }
}
