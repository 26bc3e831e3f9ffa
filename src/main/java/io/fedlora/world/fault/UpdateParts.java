package io.fedlora.world.fault;

import io.fedlora.adapter.Part;
import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Puts other values into updates. */
final class UpdateParts {
  private UpdateParts() {}

  /** The update with one of its parts, drawn, changed; empty if no part has values. */
  static Optional<Body.Update> changed(
      Body.Update update, RandomStream draw, UnaryOperator<Part> change) {
    List<Part> parts =
        update.state().parts().stream().filter(part -> part.values().length > 0).toList();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Part changed = change.apply(parts.get(draw.nextInt(parts.size())));
    return Optional.of(
        new Body.Update(
            update.round(),
            update.version(),
            update.examples(),
            update.steps(),
            update.loss(),
            update.reports(),
            update.state().with(changed)));
  }
}
