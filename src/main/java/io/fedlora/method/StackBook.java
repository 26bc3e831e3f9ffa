package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.List;

/**
 * What FLoRA's server remembers: after which rounds it made a stack, and the last stack that each
 * client has proven to have merged. Both are parts of the common state that never travel.
 *
 * @param clients of the run
 * @param rounds of the run
 */
record StackBook(int clients, int rounds) {
  private static final String MADE = "made";
  private static final String PROVEN = "proven";

  /** Nothing made, nothing proven. */
  State empty() {
    return State.of(
        Part.zeros(MADE, Layout.builder().add("rounds", rounds + 1).build()),
        Part.zeros(PROVEN, Layout.builder().add("clients", clients).build()));
  }

  /** The book alone. */
  State of(State common) {
    return common.only(List.of(MADE, PROVEN));
  }

  /** How many stacks there are. */
  int stacks(State common) {
    return before(common, rounds + 1);
  }

  /** How many stacks there were when a round opened. */
  private int before(State common, int round) {
    float[] made = common.part(MADE).values();
    int stacks = 0;
    for (int earlier = 1; earlier < round; earlier++) {
      stacks += (int) made[earlier];
    }
    return stacks;
  }

  /** The last stack that a client has surely merged; 0 if none. */
  int proven(State common, int client) {
    return (int) common.part(PROVEN).values()[client];
  }

  /** The last stack that all clients have surely merged. */
  int leastProven(State common) {
    int least = Integer.MAX_VALUE;
    for (float number : common.part(PROVEN).values()) {
      least = Math.min(least, (int) number);
    }
    return least;
  }

  /** The common state with a stack noted for the round, and what these updates prove. */
  State after(State common, List<FederatedMethod.Weighted> merged, int round) {
    float[] proven = common.part(PROVEN).values().clone();
    for (FederatedMethod.Weighted one : merged) {
      int client = one.update().client();
      proven[client] = Math.max(proven[client], before(common, one.update().round()));
    }
    float[] made = common.part(MADE).values().clone();
    made[round] = 1;
    return common.with(common.part(PROVEN).with(proven)).with(common.part(MADE).with(made));
  }
}
