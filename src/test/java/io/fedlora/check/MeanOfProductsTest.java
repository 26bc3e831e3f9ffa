package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two updates of rank 1 whose products are at right angles, merged into an adapter of rank 1. */
class MeanOfProductsTest {
  private static Values adapter(float... values) {
    return new Values(
        "common",
        List.of(
            new Shape("layer.0.query.A", List.of(1, 2)),
            new Shape("layer.0.query.Bt", List.of(1, 2))),
        values);
  }

  private static String difference(Values found) throws FrameException {
    MeanOfProducts rule = new MeanOfProducts(1);
    rule.merge(
        List.of(
            new OwnMerge.Share(0, 0.5, List.of(adapter(1, 0, 4, 0))),
            new OwnMerge.Share(0, 0.5, List.of(adapter(0, 1, 0, 2)))));
    return rule.difference(List.of(found));
  }

  @Test
  void theBestApproximationOfItsRankWillDo() throws FrameException {
    assertThat(difference(adapter(1, 0, 2, 0))).isEmpty();
  }

  @Test
  void aLesserTermInPlaceOfTheGreatestWillNot() throws FrameException {
    assertThat(difference(adapter(0, 1, 0, 1))).contains("has a product on layer.0.query");
  }

  @Test
  void norWillWhatIsNotAllThatCanBeKept() throws FrameException {
    assertThat(difference(adapter(1, 0, 1.9f, 0))).contains("has a product");
    assertThat(difference(adapter(1, 0.1f, 2, 0))).contains("has a product");
  }

  @Test
  void aloneAnUpdateMustBeKeptWhole() throws FrameException {
    MeanOfProducts rule = new MeanOfProducts(1);
    rule.merge(List.of(new OwnMerge.Share(0, 1, List.of(adapter(1, 0, 4, 0)))));
    assertThat(rule.difference(List.of(adapter(1, 0, 4, 0)))).isEmpty();
    assertThat(rule.difference(List.of(adapter(1, 0, 4.001f, 0)))).contains("has a product");
  }
}
