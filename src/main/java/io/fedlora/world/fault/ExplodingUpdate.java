package io.fedlora.world.fault;

import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one part of an update are multiplied by a large number. */
@Named(value = "exploding-update", summary = "the values of a part of an update are far too large")
public record ExplodingUpdate(Options options) implements UpdateFault {
  /**
   * @param when it happens, for each update
   * @param factor above 1
   */
  public record Options(@Flat Occurrence when, double factor) {
    public Options {
      if (!(factor > 1)) {
        throw new InvalidValue("factor", "must be above 1", "write for example factor = 1e30");
      }
    }
  }

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
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * options.factor());
          }
          return part.with(values);
        });
  }
}
