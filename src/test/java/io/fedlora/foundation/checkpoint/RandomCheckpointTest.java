package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Tokenizer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class RandomCheckpointTest {
  private final Checkpoint checkpoint = RandomCheckpoint.tiny();

  @Test
  void isTheSameEverywhere() {
    CRC32 checksum = new CRC32();
    checkpoint
        .weights()
        .forEach(
            (name, weights) -> {
              for (float value : weights.values()) {
                int bits = Float.floatToIntBits(value);
                for (int shift = 0; shift < 32; shift += 8) {
                  checksum.update(bits >>> shift);
                }
              }
            });
    assertThat(checksum.getValue()).isEqualTo(2199539704L);
  }

  @Test
  void tellsTextsApartByTheirWords() {
    ReferenceEncoder encoder = new ReferenceEncoder(checkpoint);
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      double[] food = encoder.embedding(tokenizer.encode("bread butter and cheese", null, 16));
      double[] meal = encoder.embedding(tokenizer.encode("cheese and bread", null, 16));
      double[] stars = encoder.embedding(tokenizer.encode("galaxy planet comet star", null, 16));
      double near = 0;
      double far = 0;
      for (int i = 0; i < food.length; i++) {
        near += food[i] * meal[i];
        far += food[i] * stars[i];
      }
      assertThat(near).isGreaterThan(0.7);
      assertThat(far).isLessThan(near - 0.2);
    }
  }

  @Test
  void keepsActivationsHealthy() {
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      double squares = 0;
      int count = 0;
      EncodedText text = tokenizer.encode("one two three four five six", null, 16);
      for (double[] row : new ReferenceEncoder(checkpoint).lastHidden(text)) {
        for (double x : row) {
          squares += x * x;
          count++;
        }
      }
      assertThat(Math.sqrt(squares / count)).isBetween(0.7, 1.4);
    }
  }

  @Test
  void tokenizesByWord() {
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      EncodedText text = tokenizer.encode("A dog,\ta Dog…", null, 16);
      int a = text.ids()[1];
      int dog = text.ids()[2];
      assertThat(text.ids()).hasSize(7).startsWith(1, a, dog).endsWith(2);
      assertThat(text.ids()[4]).isEqualTo(a);
      assertThat(text.ids()[5]).isNotEqualTo(dog);
      assertThat(Arrays.stream(text.ids())).allMatch(id -> id > 0 && id < 512);
      assertThat(tokenizer.encode(" ", null, 16).ids()).containsExactly(1, 2);
    }
  }

  @Test
  void cutsTheLongerTextFirst() {
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      EncodedText text = tokenizer.encode("a b c d e f", "x y", 8);
      assertThat(text.ids()).hasSize(8);
      assertThat(text.segments()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
      assertThat(tokenizer.encode("a b c", null, 3).ids()).hasSize(3);
      assertThatThrownBy(() -> tokenizer.encode("a", "b", 2))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
