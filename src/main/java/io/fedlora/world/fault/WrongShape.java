package io.fedlora.world.fault;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One part of an update has one value more than it should, in an array of its own. */
@Named(value = "wrong-shape", summary = "a part of an update has another shape")
public record WrongShape(Options options) implements UpdateFault {
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
          Layout.Builder layout = Layout.builder();
          for (Entry entry : part.layout().entries()) {
            layout.add(entry.name(), entry.shape().stream().mapToInt(Integer::intValue).toArray());
          }
          layout.add("surplus", 1);
          float[] values = Arrays.copyOf(part.values(), part.values().length + 1);
          return new Part(part.name(), layout.build(), values);
        });
  }
}
