package io.fedlora.server;

import io.fedlora.adapter.State;
import io.fedlora.method.Contribution;

/**
 * An update that has arrived and is sound.
 *
 * @param request it answers
 * @param version of the common state that its work began from
 * @param base that common state
 * @param update what it holds
 */
record Arrival(long request, long version, State base, Contribution update) {
  /** How many merges it has missed by a version. */
  int staleness(long now) {
    return (int) (now - version);
  }
}
