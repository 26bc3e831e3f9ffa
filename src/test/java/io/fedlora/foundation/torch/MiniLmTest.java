package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.corpus.Tokenizer;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.foundation.checkpoint.Checkpoints;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pretrained model against its published check values. */
@Tag("full")
class MiniLmTest {
  private static final List<String> TEXTS =
      List.of(
          "A man is eating food.",
          "A man is eating a piece of bread.",
          "The girl is carrying a baby.",
          "A cheetah is running behind its prey.",
          "Hello world");

  @Test
  void cosinesAreThePublishedOnes() {
    float[][] pooled = pooled(Precision.FLOAT32);
    Offset<Double> close = within(1e-3);
    assertThat(cosine(pooled[0], pooled[1])).isCloseTo(0.7553, close);
    assertThat(cosine(pooled[0], pooled[2])).isCloseTo(-0.1050, close);
    assertThat(cosine(pooled[0], pooled[3])).isCloseTo(0.1419, close);
    double size = Math.sqrt(dot(pooled[4], pooled[4]));
    double[] start = {-0.0345, 0.0310, 0.0067, 0.0261, -0.0394};
    for (int i = 0; i < start.length; i++) {
      assertThat(pooled[4][i] / size).isCloseTo(start[i], close);
    }
  }

  @Test
  void bfloat16KeepsThemToTwoPlaces() {
    float[][] pooled = pooled(Precision.BFLOAT16);
    assertThat(cosine(pooled[0], pooled[1])).isCloseTo(0.7553, within(2e-2));
    assertThat(cosine(pooled[0], pooled[2])).isCloseTo(-0.1050, within(2e-2));
  }

  private static float[][] pooled(Precision precision) {
    Checkpoint checkpoint = Checkpoints.open("minilm-l6", null);
    List<EncodedText> encoded = new ArrayList<>();
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      TEXTS.forEach(text -> encoded.add(tokenizer.encode(text, null, 128)));
    }
    TokenTable table = new TokenTable(encoded, new int[TEXTS.size()]);
    int width = checkpoint.architecture().width();
    Wiring wiring =
        new Wiring(checkpoint.architecture(), List.of(), new Head("head", width), Pooling.MEAN);
    try (TorchModel model = new TorchModel(checkpoint, precision, table, 1 << 20, Device.cpu())) {
      return model.logits(wiring, GoldenTest.identity(wiring), table.batch(0, 1, 2, 3, 4));
    }
  }

  private static double cosine(float[] a, float[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
