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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the bits of a result depend on besides the request: two machines that agree in this agree in
 * every result.
 *
 * @param instructionSet the processor's, as {@code amd64 avx2}
 * @param nativeBuild of LibTorch with its flavour, as {@code pytorch 2.7.1 cpu}, and if a device was chosen
 *     that too, as {@code pytorch 2.7.1 cu128 on gpu 0}
 */
public record Numerics(String instructionSet, String nativeBuild) {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** From the widest down; LibTorch chooses its kernels by the first that is there. */
  private static final List<String> SETS =
      List.of("amx_bf16", "avx512_bf16", "avx512f", "avx2", "sve", "asimd");

  private static final Pattern FLAVOUR = Pattern.compile("-(cpu|cu\\d+)(?=-|$)");

  /** Those of this process, whatever the device. */
  public static Numerics here() {
    String set = System.getProperty("os.arch", "unknown");
    for (String candidate : SETS) {
      if (flags().contains(candidate)) {
        set += " " + candidate;
        break;
      }
    }
    TorchThread.start();
    return new Numerics(set, "pytorch " + Engine.getEngine("PyTorch").getVersion() + flavour());
  }

  /**
   * Those of this process on the device that a scenario asks for.
   *
   * @param settings the scenario's {@code devices} block
   */
  public static Numerics on(DeviceSettings settings) {
    Numerics here = here();
    Device device = ModelLoader.choose(settings);
    String place = device.isGpu() ? "gpu " + device.getDeviceId() : "cpu";
    return new Numerics(here.instructionSet, here.nativeBuild + " on " + place);
  }

  /** DJL tells it only by the name of the folder that it loads LibTorch from. */
  private static String flavour() {
    Path folder = Path.of(LibUtils.getLibtorchPath()).getFileName();
    Matcher name = FLAVOUR.matcher(folder == null ? "" : folder.toString());
    return name.find() ? " " + name.group(1) : "";
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
