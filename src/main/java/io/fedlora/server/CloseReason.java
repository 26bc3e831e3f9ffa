package io.fedlora.server;

import java.util.Locale;

/** Why a round closed. */
enum CloseReason {
  /** All who were asked have answered, or will not. */
  ALL,
  /** Enough have answered. */
  ENOUGH,
  /** The deadline has come. */
  DEADLINE,
  /** The deadline has come, and nobody had been free to be asked. */
  NOBODY,
  /** The period is over. */
  PERIOD,
  /** The server has gone down. */
  RESTART;

  /** As the journal has it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
