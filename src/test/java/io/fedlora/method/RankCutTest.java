package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import org.junit.jupiter.api.Test;

class RankCutTest {
  private static Layout layout(int rank) {
    return Layout.builder()
        .add("layer.0.query.A", rank, 2)
        .add("layer.0.value.A", rank, 2)
        .add("layer.0.query.Bt", rank, 3)
        .add("layer.0.value.Bt", rank, 3)
        .build();
  }

  /** Importances of query: 5·1, 1·3, 0, 2·2; of value: all 0. */
  private static final Part PART =
      new Part(
          "common",
          layout(4),
          new float[] {
            3, 4, 1, 0, 9, 9, 0, 2, //
            1, 1, 2, 2, 3, 3, 4, 4, //
            1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 2, //
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
          });

  @Test
  void theWeakestColumnsGoAndTheOthersKeepTheirOrder() {
    Part cut = RankCut.cut(PART, layout(2));
    assertThat(cut.values())
        .containsExactly(
            3, 4, 0, 2, //
            1, 1, 2, 2, //
            1, 0, 0, 0, 0, 2, //
            0, 0, 0, 0, 0, 0);
    assertThat(RankCut.rank(PART)).isEqualTo(4);
    assertThat(RankCut.rank(cut)).isEqualTo(2);
  }

  @Test
  void aLargeFactorAloneSavesNoColumn() {
    Part cut = RankCut.cut(PART, layout(3));
    int query = cut.layout().entry("layer.0.query.A").offset();
    assertThat(cut.values()[query + 2]).isEqualTo(1f);
    assertThat(cut.values()).doesNotContain(9f);
  }

  @Test
  void theSameRankIsTheSamePart() {
    assertThat(RankCut.cut(PART, layout(4)).values()).isEqualTo(PART.values());
  }
}
