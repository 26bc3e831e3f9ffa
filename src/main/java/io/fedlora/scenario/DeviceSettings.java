package io.fedlora.scenario;

import java.util.OptionalInt;

/**
 * The {@code devices} block: what computes.
 *
 * @param use {@code auto}, {@code cpu} or {@code gpu:<number>}
 * @param slots steps that are computed at the same time, from 1 to 256
 */
public record DeviceSettings(String use, int slots) {
  private static final String GPU = "gpu:";

  // Each slot is a thread with native memory of its own; more than any machine computes at once.
  private static final int MOST_SLOTS = 256;

  public DeviceSettings {
    if (!use.matches("auto|cpu|gpu:\\d{1,3}")) {
      throw new InvalidValue(
          "use",
          "expected auto, cpu or \"gpu:<number>\", found \"" + use + "\"",
          "write for example use = cpu or use = \"gpu:0\"");
    }
    Require.atLeast("slots", slots, 1);
    if (slots > MOST_SLOTS) {
      throw new InvalidValue(
          "slots",
          "must be at most " + MOST_SLOTS + ", found " + slots,
          "write as many as the machine has cores, for example slots = 4");
    }
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
