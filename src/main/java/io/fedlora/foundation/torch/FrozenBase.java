package io.fedlora.foundation.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import io.fedlora.foundation.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads tensors that outlive a call into native memory: the frozen weights, one copy a device for
 * all scripts and threads, and the constants of programs.
 */
final class FrozenBase implements AutoCloseable {
  /** The list argument of every script that holds frozen weights, then constants. */
  static final String ARGUMENT = "frozen[]";

  private final PtNDManager manager;
  private final Numbers numbers;
  private final Script cast;
  private final Script copy;

  FrozenBase(PtNDManager manager, Numbers numbers) {
    this.manager = manager;
    this.numbers = numbers;
    this.cast = script(manager, numbers.computeCode());
    this.copy = script(manager, numbers.hostCode());
  }

  private static Script script(PtNDManager manager, int type) {
    return Script.load(
        manager, Template.named("cast").fill(Map.of("compute", String.valueOf(type))));
  }

  /** The tensors of a table, in its order, in the compute type. */
  NDList weights(FrozenTable table, Map<String, Weights> checkpoint) {
    NDList base = new NDList();
    for (FrozenTensor tensor : table.tensors()) {
      base.add(load(cast, to -> tensor.write(checkpoint, numbers, to), tensor.shape(checkpoint)));
    }
    return base;
  }

  /** The constants of a program, in the host type. */
  NDList constants(Constants constants) {
    NDList loaded = new NDList();
    for (Constants.Constant constant : constants.all()) {
      loaded.add(load(copy, to -> numbers.putAll(to, constant.values()), constant.shape()));
    }
    return loaded;
  }

  private NDArray load(Script script, Consumer<ByteBuffer> content, long[] shape) {
    try (Inputs inputs = Inputs.open(manager)) {
      inputs.add("array", numbers.host(), content, shape);
      // With gradients on: tensors born in inference mode may not be saved for a backward pass.
      NDArray array = script.run(inputs).singletonOrThrow();
      array.attach(manager);
      array.setName(ARGUMENT);
      return array;
    }
  }

  @Override
  public void close() {
    cast.close();
    copy.close();
  }
}
