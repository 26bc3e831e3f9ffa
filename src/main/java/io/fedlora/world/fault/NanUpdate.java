package io.fedlora.world.fault;

import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One value of an update, drawn among all, is not a number. */
@Named(value = "nan-update", summary = "a value of an update is not a number")
public record NanUpdate(Options options) implements UpdateFault {
  /** When it happens, for each update. */
  public record Options(@Flat Occurrence when) {}

  @Override
  public Occurrence when() {
    return options.when();
  }

  @Override
  public Optional<Body.Update> spoil(
      Body.Update update, Body.@Nullable Update before, RandomStream draw) {
    return UpdateParts.changed(
        update,
        draw,
        part -> {
          float[] values = part.values().clone();
          values[draw.nextInt(values.length)] = Float.NaN;
          return part.with(values);
        });
  }
}
