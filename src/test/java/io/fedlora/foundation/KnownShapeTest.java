package io.fedlora.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.foundation.checkpoint.Checkpoints;
import org.junit.jupiter.api.Test;

class KnownShapeTest {
  @Test
  void isThatOfTheCheckpointOfTheName() {
    assertThat(KnownShape.of("minilm-l6").orElseThrow().architecture())
        .isEqualTo(Checkpoints.open("minilm-l6", null).architecture());
  }

  /** What the public models are known to have, without pooler and head. */
  @Test
  void holdsThePublishedNumberOfParameters() {
    assertThat(parameters("roberta-base")).isEqualTo(124_055_040L);
    assertThat(parameters("roberta-large")).isEqualTo(354_310_144L);
    assertThat(parameters("bert-base")).isEqualTo(108_891_648L);
  }

  private static long parameters(String name) {
    Architecture shape = KnownShape.of(name).orElseThrow().architecture();
    long width = shape.width();
    long inner = shape.feedForward();
    long embeddings =
        width * (shape.vocabulary() + shape.positions() + shape.segments()) + 2 * width;
    long attention = 4 * (width * width + width) + 2 * width;
    long feedForward = 2 * width * inner + inner + width + 2 * width;
    return embeddings + shape.layers() * (attention + feedForward);
  }
}
