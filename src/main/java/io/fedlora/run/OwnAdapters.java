package io.fedlora.run;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The parts of each client's model that are not the server's, or not of its layout. */
final class OwnAdapters {
  private OwnAdapters() {}

  /**
   * These parts, by client.
   *
   * @param trainerOf the trainer whose model is scored for a client
   */
  static List<State> of(
      FederatedMethod method, Ending ending, int clients, IntUnaryOperator trainerOf) {
    State common = ending.common();
    List<State> states = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      Scored scored = method.scored(client, common, ending.own().get(trainerOf.applyAsInt(client)));
      List<String> own = new ArrayList<>();
      for (Part part : scored.state().parts()) {
        boolean servers = common.has(part.name());
        if (!servers || !part.layout().equals(common.part(part.name()).layout())) {
          own.add(part.name());
        }
      }
      states.add(scored.state().only(own));
    }
    return states;
  }
}
