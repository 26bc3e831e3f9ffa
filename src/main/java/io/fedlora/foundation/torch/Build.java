package io.fedlora.foundation.torch;

import ai.djl.engine.Engine;
import io.fedlora.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What numbers depend on besides the scenario: the processor's instruction set, the native build. */
public final class Build {
  /** Instruction sets that LibTorch's kernels differ by, widest first, as Linux calls them. */
  private static final List<String> SETS =
      List.of("amx_bf16", "avx512_bf16", "avx512f", "avx2", "asimd");

  private Build() {}

  /** Both, as the summary of a run names them. */
  public static Summary.Numerics numerics() {
    TorchThread.stayOffline();
    String system =
        (System.getProperty("os.name") + "-" + System.getProperty("os.arch"))
            .toLowerCase(Locale.ROOT);
    return new Summary.Numerics(
        instructionSet(), "pytorch-" + Engine.getEngine("PyTorch").getVersion() + "-" + system);
  }

  private static String instructionSet() {
    String architecture = String.valueOf(System.getProperty("os.arch"));
    Path processors = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(processors)) {
      return architecture;
    }
    try {
      for (String line : Files.readAllLines(processors)) {
        if (line.startsWith("flags") || line.startsWith("Features")) {
          List<String> flags = Arrays.asList(line.split("\\s+"));
          return SETS.stream()
              .filter(flags::contains)
              .findFirst()
              .map(set -> architecture + "-" + set)
              .orElse(architecture);
        }
      }
    } catch (IOException e) {
      return architecture;
    }
    return architecture;
  }
}
