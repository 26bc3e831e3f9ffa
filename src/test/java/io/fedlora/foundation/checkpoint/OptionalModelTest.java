package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fedlora.corpus.Tokenizer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models whose jars a user adds; skipped without them. The values are those of ONNX Runtime on
 * the same files, for the text "Hello world".
 */
@Tag("full")
class OptionalModelTest {
  @ParameterizedTest
  @CsvSource({
    "bge-small, bge-small-en-v1.5.onnx, -0.00245437, -0.01299895, 0.01490018",
    "e5-small, e5-small-v2.onnx, -0.00929639, 0.06918284, 0.03636645"
  })
  void computesWhatOnnxRuntimeComputes(
      String name, String resource, double first, double second, double third) {
    assumeTrue(getClass().getResource("/" + resource) != null, resource + " is not there");
    Checkpoint checkpoint = Checkpoints.open(name, null);
    assertThat(checkpoint.architecture().layers()).isEqualTo(12);
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      double[] embedding =
          new ReferenceEncoder(checkpoint).embedding(tokenizer.encode("Hello world", null, 64));
      assertThat(Arrays.copyOf(embedding, 3))
          .containsExactly(new double[] {first, second, third}, within(1e-5));
    }
  }
}
