package io.fedlora.foundation.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import io.fedlora.scenario.DeviceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the bits of a result depend on besides the request: two machines that agree in this agree in
 * every result.
 *
 * @param instructionSet the processor's, as {@code amd64 avx2}
 * @param nativeBuild of LibTorch and what it computes on, as {@code pytorch 2.7.1 cpu on cpu}
 */
public record Numerics(String instructionSet, String nativeBuild) {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** From the widest down; LibTorch chooses its kernels by the first that is there. */
  private static final List<String> SETS =
      List.of("amx_bf16", "avx512_bf16", "avx512f", "avx2", "sve", "asimd");

  /** Those of this process, without a device. */
  public static Numerics here() {
    String set = System.getProperty("os.arch", "unknown");
    for (String candidate : SETS) {
      if (flags().contains(candidate)) {
        set += " " + candidate;
        break;
      }
    }
    TorchThread.start();
    String version = Engine.getEngine("PyTorch").getVersion();
    return new Numerics(set, "pytorch " + version + " " + flavour());
  }

  /** Those of this process on the device that a scenario asks for. */
  public static Numerics on(DeviceSettings settings) {
    Device device = ModelLoader.choose(settings);
    String name = device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    Numerics here = here();
    return new Numerics(here.instructionSet, here.nativeBuild + " on " + name);
  }

  /** LibTorch's build for GPUs sums in other orders than that for CPUs, even on a CPU. */
  private static String flavour() {
    Path folder = Path.of(LibUtils.getLibtorchPath());
    try (Stream<Path> files = Files.list(folder)) {
      boolean cuda = files.anyMatch(file -> String.valueOf(file.getFileName()).contains("_cuda"));
      return cuda ? "cuda" : "cpu";
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Whether the processor multiplies bfloat16 itself; without that it is slower than float32. */
  public boolean fastBfloat16() {
    return instructionSet.endsWith("amx_bf16") || instructionSet.endsWith("avx512_bf16");
  }

  private static List<String> flags() {
    try {
      for (String line : Files.readAllLines(PROCESSOR)) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("flags") || lower.startsWith("features")) {
          return Arrays.asList(lower.substring(lower.indexOf(':') + 1).strip().split(" "));
        }
      }
    } catch (IOException e) {
      // No such file on this system: the architecture alone is told.
      return List.of();
    }
    return List.of();
  }
}
