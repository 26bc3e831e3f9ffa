package io.fedlora.method;

import io.fedlora.adapter.State;

/**
 * An update as the server has it.
 *
 * @param client who sent it
 * @param round it was asked for in
 * @param examples training texts behind it
 * @param steps local steps behind it
 * @param state what was sent
 */
public record Contribution(int client, int round, int examples, int steps, State state) {
  /** The same with another state. */
  public Contribution with(State changed) {
    return new Contribution(client, round, examples, steps, changed);
  }
}
