package io.fedlora.adapter;

/**
 * What a client owns and never sends: private parts, optimiser state. A type of its own, which no
 * codec takes, so that it cannot be sent by mistake.
 *
 * @param state the parts
 */
public record Owned(State state) {
  /** Nothing. */
  public static final Owned NOTHING = new Owned(State.empty());
}
