package io.fedlora.foundation.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.scenario.DeviceSettings;
import io.fedlora.scenario.ScenarioException;

/** Loads frozen models onto the device that a scenario asks for. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * Loads a model.
   *
   * @param checkpoint its weights
   * @param precision of frozen weights and activations
   * @param texts every text that batches may name
   * @param activationBytes most host memory for constant activations
   * @param settings the scenario's {@code devices} block
   * @throws ScenarioException if a GPU is asked for that is not there
   */
  public static FrozenModel load(
      Checkpoint checkpoint,
      Precision precision,
      TokenTable texts,
      long activationBytes,
      DeviceSettings settings) {
    return new TorchModel(checkpoint, precision, texts, activationBytes, choose(settings));
  }

  /** The device that a scenario asks for. */
  static Device choose(DeviceSettings settings) {
    if (settings.isCpu()) {
      return Device.cpu();
    }
    TorchThread.start();
    int gpus = Engine.getEngine("PyTorch").getGpuCount();
    if (settings.gpu().isEmpty()) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    int number = settings.gpu().getAsInt();
    if (number >= gpus) {
      throw new ScenarioException(
          "devices.use: LibTorch finds "
              + gpus
              + " GPUs, so there is no number "
              + number
              + "; write devices.use = cpu, or see docs/gpu.md");
    }
    return Device.gpu(number);
  }
}
