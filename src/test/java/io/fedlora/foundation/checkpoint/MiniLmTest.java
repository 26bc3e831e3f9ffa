package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real model, as it comes in its Maven jar. */
@Tag("full")
class MiniLmTest {
  private static Checkpoint checkpoint;

  @BeforeAll
  static void open() {
    checkpoint = Checkpoints.open("minilm-l6", null);
  }

  private static double[] embedding(Tokenizer tokenizer, String text) {
    return new ReferenceEncoder(checkpoint).embedding(tokenizer.encode(text, null, 128));
  }

  private static double cosine(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  @Test
  void givesThePublishedValues() {
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      assertThat(Arrays.copyOf(embedding(tokenizer, "Hello world"), 5))
          .containsExactly(new double[] {-0.0345, 0.0310, 0.0067, 0.0261, -0.0394}, within(1e-4));
      double[] man = embedding(tokenizer, "A man is eating food.");
      assertThat(cosine(man, embedding(tokenizer, "A man is eating a piece of bread.")))
          .isCloseTo(0.7553, within(1e-3));
      assertThat(cosine(man, embedding(tokenizer, "The girl is carrying a baby.")))
          .isCloseTo(-0.1050, within(1e-3));
      assertThat(cosine(man, embedding(tokenizer, "A cheetah is running behind its prey.")))
          .isCloseTo(0.1419, within(1e-3));
    }
  }

  @Test
  void tokenizesWithoutPaddingAndCutsTheLongerText() {
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      assertThat(tokenizer.encode("Hello world, federated learning!", null, 128).ids())
          .containsExactly(101, 7592, 2088, 1010, 7349, 16848, 4083, 999, 102);
      assertThat(tokenizer.encode("Hello world, federated learning!", null, 5).ids())
          .containsExactly(101, 7592, 2088, 1010, 102);
      assertThat(tokenizer.encode("", null, 16).ids()).containsExactly(101, 102);
      EncodedText pair = tokenizer.encode("Hello world", "hello hello hello hello", 8);
      assertThat(pair.ids()).containsExactly(101, 7592, 2088, 102, 7592, 7592, 7592, 102);
      assertThat(pair.segments()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
      assertThat(tokenizer.encode("word ".repeat(700), null, 512).ids()).hasSize(512);
    }
  }

  @Test
  void goesOutAsAFolderAndComesBackEqual(@TempDir Path folder) {
    HuggingFaceWriter.write(folder, checkpoint);

    Checkpoint again = Checkpoints.open(folder.toString(), null);

    assertThat(again.architecture()).isEqualTo(checkpoint.architecture());
    assertThat(again.weights()).hasSize(101);
    checkpoint
        .weights()
        .forEach(
            (name, weights) -> {
              Weights back = Objects.requireNonNull(again.weights().get(name));
              assertThat(back.shape()).isEqualTo(weights.shape());
              assertThat(back.values()).isEqualTo(weights.values());
            });
    try (Tokenizer tokenizer = again.tokenizer().get()) {
      assertThat(tokenizer.encode("Hello", null, 128).ids()).containsExactly(101, 7592, 102);
    }
  }
}
