package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The result of a step depends on its request alone, to the bit. */
class SamenessTest {
  private static final Wiring WIRING = Fixture.wiring(Pooling.MEAN, Fixture.ALL, 1);

  @Test
  void twoThreadsAtOnceGetTheBitsOfOneAlone() throws Exception {
    StepRequest request = Fixture.bilevel(WIRING, Hypergradient.EXACT, 0);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TorchModel alone = Fixture.model(Precision.FLOAT32, Form.FAST);
        TorchModel shared = Fixture.model(Precision.FLOAT32, Form.FAST)) {
      StepResult expected = alone.step(request);
      List<Future<StepResult>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        results.add(threads.submit(() -> shared.step(request)));
      }
      for (Future<StepResult> result : results) {
        assertSame(result.get(), expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void evictionAndTheOrderOfAskingChangeNoBit() {
    StepRequest request = Fixture.gradient(WIRING, Fixture.XI, "common", "private");
    StepRequest other = Fixture.gradient(WIRING, Fixture.ZETA, "common", "private");
    try (TorchModel keeping = Fixture.model(Precision.FLOAT32, Form.FAST);
        TorchModel forgetting =
            new TorchModel(Fixture.CHECKPOINT, Precision.FLOAT32, Fixture.TEXTS, 0, Device.cpu())) {
      StepResult expected = keeping.step(request);
      assertThat(keeping.activationBytes()).isPositive();
      forgetting.step(other);
      assertSame(forgetting.step(request), expected);
      assertThat(forgetting.activationBytes()).isZero();
      assertSame(keeping.step(request), expected);
    }
  }

  @Test
  void everyPrecisionKeepsActivationsWithoutLoss() {
    for (Precision precision : Precision.values()) {
      StepRequest request = Fixture.gradient(WIRING, Fixture.XI, "common");
      try (TorchModel model = Fixture.model(precision, Form.FAST)) {
        assertSame(model.step(request), model.step(request));
      }
    }
  }

  @Test
  void furtherPaddingChangesNothingButRounding() {
    Batch tight = Fixture.XI;
    Batch wide = new Batch(tight.texts(), tight.labels(), tight.length() + 24);
    for (Pooling pooling : Pooling.values()) {
      Wiring wiring = Fixture.wiring(pooling, Fixture.ALL, 1);
      String[] parts = {"common", "private", "head"};
      try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
        Outcome<double[]> expected =
            model.step(Fixture.gradient(wiring, tight, parts), Fixture.values(wiring, false));
        Outcome<double[]> found =
            model.step(Fixture.gradient(wiring, wide, parts), Fixture.values(wiring, false));
        for (String part : parts) {
          assertThat(
                  Distances.relative(
                      Fixture.of(found.gradients(), part), Fixture.of(expected.gradients(), part)))
              .isLessThan(1e-12);
        }
      }
    }
  }

  @Test
  void neighboursInTheBatchDoNotMatter() {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.ALL, 1);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      float[][] together =
          model.logits(wiring, Fixture.state(wiring, Fixture.values(wiring, false)), Fixture.XI);
      for (int row = 0; row < together.length; row++) {
        float[][] apart =
            model.logits(
                wiring,
                Fixture.state(wiring, Fixture.values(wiring, false)),
                Fixture.TEXTS.batch(Fixture.XI.texts()[row]));
        assertThat(Distances.relative(apart[0], together[row])).isLessThan(1e-6);
      }
    }
  }

  private static void assertSame(StepResult found, StepResult expected) {
    assertThat(found.loss()).isEqualTo(expected.loss());
    expected
        .gradients()
        .forEach(
            (part, values) -> assertThat(Fixture.of(found.gradients(), part)).isEqualTo(values));
    expected
        .updated()
        .forEach((part, values) -> assertThat(Fixture.of(found.updated(), part)).isEqualTo(values));
    assertThat(found.logged()).isEqualTo(expected.logged());
  }
}
