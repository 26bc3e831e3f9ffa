package io.fedlora.foundation.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * What LibTorch keeps per thread, set the same way on every thread that runs a script: one intra-op
 * thread (waiting OpenMP threads spin, and one thread gives one order of sums), no recompilation
 * for shapes, gradients recorded.
 */
final class TorchThread {
  private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(() -> false);

  private TorchThread() {}

  /** Starts the engine if need be. */
  static void start() {
    stayOffline();
    Engine.getEngine("PyTorch");
    prepare();
  }

  /** Opens a root of native memory on a device. */
  static PtNDManager open(Device device) {
    start();
    return (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
  }

  /** Sets the calling thread up. */
  static void prepare() {
    if (!READY.get()) {
      JniUtils.setNumThreads(1);
      JniUtils.setGraphExecutorOptimize(false);
      JniUtils.setGradMode(true);
      READY.set(true);
    }
  }

  /** The natives are on the class path: DJL must neither download nor report anything. */
  private static void stayOffline() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }
}
