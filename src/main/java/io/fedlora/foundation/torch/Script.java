package io.fedlora.foundation.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.fedlora.foundation.FoundationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A loaded TorchScript module that holds no tensors, so any number of threads may run it at once.
 */
final class Script implements AutoCloseable {
  private static final Object LOADING = new Object();

  private final PtSymbolBlock module;

  private Script(PtSymbolBlock module) {
    this.module = module;
  }

  /** Compiles source text; see {@link ScriptArchive}. */
  static Script load(PtNDManager manager, String source) {
    TorchThread.prepare();
    synchronized (LOADING) {
      try {
        return new Script(
            JniUtils.loadModule(
                manager, new ByteArrayInputStream(ScriptArchive.of(source)), false, false));
      } catch (IOException | EngineException e) {
        throw new FoundationException("a step script does not compile: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Calls {@code forward} with gradients on offer.
   *
   * @return what it returns, owned by the inputs
   */
  NDList run(Inputs inputs) {
    return call(inputs, true);
  }

  /** Calls {@code forward} in inference mode: the results know no gradients. */
  NDList runWithoutGradients(Inputs inputs) {
    return call(inputs, false);
  }

  private NDList call(Inputs inputs, boolean gradients) {
    TorchThread.prepare();
    try {
      // DJL closes every value it wraps and gives the results to the manager of the first argument.
      return IValueUtils.forward(module, inputs.arrays(), gradients);
    } catch (EngineException e) {
      throw new FoundationException("a step script failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
