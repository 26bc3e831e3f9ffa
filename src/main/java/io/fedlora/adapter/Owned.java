package io.fedlora.adapter;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client owns and never sends: private parts, optimiser state. A type of its own, which no
 * codec takes, so that it cannot be sent by mistake.
 *
 * <p>Hand the object on as it is, and ask for its state only where it is computed with: what a
 * stored run has forgotten is told by which of these objects are still in anybody's hands, and a
 * run that goes on reads the states of these alone.
 */
public final class Owned {
  /** Nothing. */
  public static final Owned NOTHING = new Owned(State.empty());

  private @Nullable State state;
  private @Nullable Supplier<State> shelf;

  /**
   * @param state the parts
   */
  public Owned(State state) {
    this.state = state;
  }

  private Owned(Supplier<State> shelf) {
    this.shelf = shelf;
  }

  /**
   * What lies elsewhere until it is asked for.
   *
   * @param shelf gives the parts; asked once at most
   */
  public static Owned shelved(Supplier<State> shelf) {
    return new Owned(shelf);
  }

  /** The parts. */
  public synchronized State state() {
    State parts = state;
    if (parts == null) {
      if (shelf == null) {
        throw new IllegalStateException("neither a state nor a shelf that it lies on");
      }
      parts = shelf.get();
      state = parts;
      shelf = null;
    }
    return parts;
  }
}
