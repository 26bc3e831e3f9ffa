package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.foundation.Head;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native memory stays flat over steps. */
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void hundredsOfStepsLeaveNothingBehind() throws Exception {
    // One step's leaf or gradient, left open, would be more than 1 MiB.
    assertThat(growth(30, 150)).isLessThan(64L << 20);
  }

  @Test
  @Tag("full")
  void tenThousandStepsLeaveNothingBehind() throws Exception {
    assertThat(growth(500, 10_000)).isLessThan(64L << 20);
  }

  private static long growth(int warmUp, int steps) throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS));
    List<Insertion> insertions = Fixture.wiring(Pooling.MEAN, Fixture.QUERY_VALUE, 2).insertions();
    Wiring wiring = new Wiring(Fixture.SHAPE, insertions, new Head("head", 20_000), Pooling.MEAN);
    StepRequest exact = Fixture.bilevel(wiring, Hypergradient.EXACT, 0);
    StepRequest oneSided = Fixture.bilevel(wiring, Hypergradient.ONE_SIDED, 1e-3);
    try (TorchModel model = Fixture.model(Precision.FLOAT32, Form.FAST)) {
      run(model, exact, oneSided, warmUp);
      long before = resident();
      run(model, exact, oneSided, steps);
      return resident() - before;
    }
  }

  private static void run(TorchModel model, StepRequest a, StepRequest b, int steps) {
    for (int i = 0; i < steps; i++) {
      model.step(i % 2 == 0 ? a : b);
      if (i % 10 == 0) {
        model.logits(a.wiring(), a.state(), Fixture.ZETA);
      }
    }
  }

  /** Resident bytes outside of files; the Java heap's share is what it is after a collection. */
  private static long resident() throws Exception {
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new AssertionError("no RssAnon in " + STATUS);
  }
}
