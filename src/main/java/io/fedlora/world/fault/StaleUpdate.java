package io.fedlora.world.fault;

import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client answers with the update before, which began from an older version. */
@Named(
    value = "stale-update",
    summary = "a client sends its last update again in place of the new one")
public record StaleUpdate(Options options) implements UpdateFault {
  /** When it happens, for each update. */
  public record Options(@Flat Occurrence when) {}

  @Override
  public Occurrence when() {
    return options.when();
  }

  @Override
  public boolean looksBack() {
    return true;
  }

  @Override
  public Optional<Body.Update> spoil(
      Body.Update update, Body.@Nullable Update before, RandomStream draw) {
    return Optional.ofNullable(before);
  }
}
