package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.method.Contribution;
import io.fedlora.scenario.MergeSettings;
import io.fedlora.scenario.MergeSettings.Centre;
import io.fedlora.stub.StubMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Merges of two values, worked out by hand. */
class MergingTest {
  private static final State OLD = state(4, 0);
  private static final State NOW = state(10, 1);

  private static State state(float first, float second) {
    Layout layout = Layout.builder().add("values", 2).build();
    return State.of(new Part("common", layout, new float[] {first, second}));
  }

  private static Merging merging(Centre centre, double trim, double clipNorm) {
    return new Merging(new StubMethod(2), new MergeSettings(centre, trim, clipNorm));
  }

  private static Merging plain() {
    return merging(Centre.MEAN, 0, 0);
  }

  private static Merging.Share share(State update, State base, double weight) {
    return new Merging.Share(new Contribution(0, 1, 1, 1, update), base, weight);
  }

  private static void assertValues(State state, float first, float second) {
    assertThat(state.part("common").values()).containsExactly(first, second);
  }

  @Test
  void aRoundIsTheMeanOfItsUpdates() {
    State merged =
        plain()
            .ofRound(NOW, List.of(share(state(1, 5), NOW, 0.75), share(state(5, 1), NOW, 0.25)), 1);
    assertValues(merged, 2, 4);
  }

  @Test
  void anOldUpdateIsMovedOntoTheCommonState() {
    // It changed (3, -2) since its base; half of that is added.
    State merged = plain().ofWindow(NOW, List.of(share(state(7, -2), OLD, 0.5)), 1, true);
    assertValues(merged, 11.5f, 0);
  }

  @Test
  void aWindowLeavesTheRestToTheCommonState() {
    // Moved: (13, -1) and (12, 3); their mean by 1:3 is (12.25, 2); W = 0.8.
    State merged =
        plain()
            .ofWindow(
                NOW,
                List.of(share(state(7, -2), OLD, 0.2), share(state(12, 3), NOW, 0.6)),
                1,
                true);
    assertValues(merged, (float) (0.2 * 10 + 0.8 * 12.25), (float) (0.2 * 1 + 0.8 * 2));
  }

  @Test
  void anAsynchronousUpdateIsMixedInAsItIs() {
    State merged = plain().ofWindow(NOW, List.of(share(state(7, -2), OLD, 0.25)), 1, false);
    assertValues(merged, 9.25f, 0.25f);
  }

  @Test
  void whatChangesTooMuchIsShortened() {
    State far = state(10 + 3, 1 + 4);
    Merging clipping = merging(Centre.MEAN, 0, 2.5);
    assertValues(clipping.ofRound(NOW, List.of(share(far, NOW, 1)), 1), 11.5f, 3);
    State near = state(10.5f, 1);
    assertValues(clipping.ofRound(NOW, List.of(share(near, NOW, 1)), 1), 10.5f, 1);
  }

  @Test
  void whatIsMovedIsShortenedFromItsOwnBase() {
    State far = state(4 + 3, 0 + 4);
    Merging clipping = merging(Centre.MEAN, 0, 2.5);
    assertValues(clipping.ofWindow(NOW, List.of(share(far, OLD, 1)), 1, true), 11.5f, 3);
  }

  @Test
  void oneWrongUpdateOfThreeDoesNotCount() {
    List<Merging.Share> shares =
        List.of(
            share(state(9, 2), NOW, 0.2),
            share(state(1e9f, -1e9f), NOW, 0.6),
            share(state(11, 3), NOW, 0.2));
    assertValues(merging(Centre.MEDIAN, 0, 0).ofRound(NOW, shares, 1), 11, 2);
    assertValues(merging(Centre.TRIMMED_MEAN, 0.34, 0).ofRound(NOW, shares, 1), 11, 2);
  }
}
