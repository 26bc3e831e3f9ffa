package io.fedlora.world.fault;

import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fault of a client's computer: what it sends is wrong, though well formed. */
public non-sealed interface UpdateFault extends Fault {
  /**
   * What is sent in place of an update; empty if there is nothing in it to spoil.
   *
   * @param before the sound update that the client would have sent last; null if there was none
   */
  Optional<Body.Update> spoil(Body.Update update, Body.@Nullable Update before, RandomStream draw);

  /** Whether it asks for the update before. */
  default boolean looksBack() {
    return false;
  }
}
