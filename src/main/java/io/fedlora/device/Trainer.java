package io.fedlora.device;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;

/**
 * Does local work. {@link #train} and {@link #score} are called on device threads, several at once;
 * what they give depends on their arguments alone.
 */
public interface Trainer {
  /**
   * Counts local work before it is done.
   *
   * @param first whether the client's frozen activations have yet to be computed
   */
  Workload workload(WorkOrder order, State received, Owned own, boolean first);

  /** Does local work; touches neither {@code received} nor {@code own}. */
  Trained train(WorkOrder order, State received, Owned own);

  /** Scores a client's model on its own test texts. */
  Score score(int client, State common, Owned own);
}
