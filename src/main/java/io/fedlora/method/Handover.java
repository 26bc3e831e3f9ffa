package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.List;

/**
 * Remembers in the common state which clients hold what is handed over to each of them once, when a
 * method's first stage is over: a flag a client, 1 once something of the second stage has come from
 * it. Until then it is sent along with every request. A client that has lost it answers with an
 * update of no parts, and is sent it again.
 */
final class Handover {
  /** The part of the flags. It never travels. */
  static final String PART = "holders";

  private Handover() {}

  /** The flags as long as nobody holds anything. */
  static Part nobody(int clients) {
    return Part.zeros(PART, Layout.builder().add("client", clients).build());
  }

  /** Whether a client is known to hold it. */
  static boolean isDone(State common, int client) {
    return common.part(PART).values()[client] == 1;
  }

  /** The flags after a merge of updates of the second stage. */
  static Part after(State common, List<FederatedMethod.Weighted> merged) {
    Part flags = common.part(PART);
    float[] values = flags.values().clone();
    for (FederatedMethod.Weighted one : merged) {
      boolean answered = !one.update().state().names().isEmpty();
      values[one.update().client()] = answered ? 1 : 0;
    }
    return flags.with(values);
  }
}
