package io.fedlora.message;

import io.fedlora.adapter.State;
import java.util.SortedMap;

/** What a wire record carries. */
public sealed interface Body {
  /**
   * The server asks a client for local work.
   *
   * @param round the round it belongs to, from 1
   * @param version of the common state, one more with every merge
   * @param ordinal how often this client has been asked before
   * @param state what the method sends down
   */
  record Download(int round, long version, int ordinal, State state) implements Body {}

  /**
   * A client answers.
   *
   * @param round of the request
   * @param version of the common state that the work began from
   * @param examples training texts of the client
   * @param steps local steps behind the update
   * @param loss mean training loss over those steps
   * @param reports further numbers by name, as {@code hypergradient-ratio}
   * @param state what the method sends up; may be empty
   */
  record Update(
      int round,
      long version,
      int examples,
      int steps,
      double loss,
      SortedMap<String, Double> reports,
      State state)
      implements Body {}

  /**
   * The server no longer needs the answer to a request.
   *
   * @param round of the request
   */
  record Recall(int round) implements Body {}

  /**
   * A client that was away says that it is there again, with nothing in hand.
   *
   * @param client its id
   * @param number one more with every hello of this client, so that one that arrives twice, or out
   *     of turn, is known for it
   */
  record Hello(int client, int number) implements Body {}
}
