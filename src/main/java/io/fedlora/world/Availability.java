package io.fedlora.world;

/** When a client is there, apart from dropouts: a pure function of time. */
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

  /** The first instant after this one at which that changes; {@link Long#MAX_VALUE} if never. */
  long nextChange(long time);
}
