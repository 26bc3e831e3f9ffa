package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.Optional;

/** A method whose common adapter and head start from given values, not from those it would draw. */
public final class StartedMethod extends ForwardingMethod {
  private final Part adapter;
  private final Optional<Part> head;

  /**
   * @param other the method
   * @param adapter takes the place of a part of the initial common state, of the same layout
   * @param head that of the head, whoever owns it; empty to begin with the method's own
   */
  public StartedMethod(FederatedMethod other, Part adapter, Optional<Part> head) {
    super(other);
    this.adapter = adapter;
    this.head = head;
  }

  @Override
  public State initialCommon() {
    return withHead(super.initialCommon().with(adapter));
  }

  @Override
  public Owned initialOwn(int client) {
    return new Owned(withHead(super.initialOwn(client).state()));
  }

  private State withHead(State state) {
    return head.filter(part -> state.has(part.name())).map(state::with).orElse(state);
  }
}
