package io.fedlora.stub;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.LocalResult;
import io.fedlora.method.LocalWork;
import io.fedlora.method.Scored;
import java.util.List;

/**
 * A common and a private vector, the common one averaged.
 *
 * @param size values of each; 0 for no tensors at all
 */
public record StubMethod(int size) implements FederatedMethod {
  static final String COMMON = "common";
  static final String PRIVATE = "private";

  @Override
  public State initialCommon() {
    return size == 0 ? State.empty() : State.of(zeros(COMMON));
  }

  @Override
  public Owned initialOwn(int client) {
    return size == 0 ? Owned.NOTHING : new Owned(State.of(zeros(PRIVATE)));
  }

  private Part zeros(String name) {
    return Part.zeros(name, Layout.builder().add("values", size).build());
  }

  @Override
  public State download(State common, int client, int round) {
    return common;
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return part.equals(COMMON);
  }

  @Override
  public LocalResult work(LocalWork work) {
    throw new IllegalStateException("the stub has no model to work with");
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    return size == 0
        ? common
        : StateMath.mean(
            merged.stream().map(m -> m.update().state()).toList(),
            merged.stream().mapToDouble(Weighted::weight).toArray());
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    throw new IllegalStateException("the stub has no model to score");
  }
}
