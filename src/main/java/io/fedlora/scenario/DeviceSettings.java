package io.fedlora.scenario;

import java.util.OptionalInt;

/**
 * The {@code devices} block: what computes.
 *
 * @param use {@code auto}, {@code cpu} or {@code gpu:<number>}
 * @param slots steps that are computed at the same time, at least 1
 */
public record DeviceSettings(String use, int slots) {
  private static final String GPU = "gpu:";

  public DeviceSettings {
    if (!use.matches("auto|cpu|gpu:\\d{1,3}")) {
      throw new InvalidValue(
          "use",
          "expected auto, cpu or \"gpu:<number>\", found \"" + use + "\"",
          "write for example use = cpu or use = \"gpu:0\"");
    }
    Require.atLeast("slots", slots, 1);
  }

  /** Whether the processor is asked for, GPU or not. */
  public boolean isCpu() {
    return use.equals("cpu");
  }

  /** The number of the GPU asked for. */
  public OptionalInt gpu() {
    return use.startsWith(GPU)
        ? OptionalInt.of(Integer.parseInt(use.substring(GPU.length())))
        : OptionalInt.empty();
  }
}
