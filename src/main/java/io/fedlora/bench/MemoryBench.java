package io.fedlora.bench;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.torch.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Watches resident memory over bilevel steps of a small random model. */
public final class MemoryBench {
  private static final Architecture SMALL = new Architecture(2, 32, 4, 64, 100, 64, 0, 2, 0, 1e-12);
  private static final Path STATUS = Path.of("/proc/self/status");

  private MemoryBench() {}

  /**
   * Runs so many steps; empty where the system does not tell its resident memory.
   *
   * @throws InterruptedException if the calling thread is interrupted, between two steps
   */
  public static Optional<MemoryUse> measure(int steps) throws InterruptedException {
    if (resident().isEmpty()) {
      return Optional.empty();
    }
    try (BenchModels models = new BenchModels(SMALL)) {
      Runnable step =
          models.step(
              new StepCase(StepMethod.EXACT, Form.FAST, Precision.FLOAT32, Pooling.MEAN, 8, 16));
      run(step, steps / 10);
      Optional<Long> start = resident();
      run(step, steps);
      Optional<Long> end = resident();
      return start.flatMap(from -> end.map(to -> new MemoryUse(steps, from, to)));
    }
  }

  private static void run(Runnable step, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      StepBench.goOn();
      step.run();
    }
  }

  /** Bytes of memory that belong to no file, after the heap has been swept. */
  private static Optional<Long> resident() {
    System.gc();
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
