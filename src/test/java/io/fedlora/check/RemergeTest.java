package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Merges of parts by themselves, worked by hand. */
class RemergeTest {
  private static final List<Values> CURRENT =
      List.of(values("base", 9, 9), values("common", 1, 1), values("stage", 1));

  private final Remerge remerge = new Remerge(Rules.of(new Line(started())));

  private static JsonObject started() {
    return new SampleRun().events.get(0).line(1);
  }

  private static Values values(String part, float... values) {
    return new Values(part, values);
  }

  private static Remerge.Update update(long request, double weight, Values... parts) {
    return new Remerge.Update(
        new Frame(new byte[0], request, 1, 0, 1, 1, List.of(parts)), weight, 0, null);
  }

  @Test
  void aPartIsTheMeanOfThoseThatHoldIt() throws FrameException {
    List<Values> next =
        remerge.nextParts(
            CURRENT,
            List.of(
                update(1, 0.5, values("base", 2, 4)),
                update(2, 0.25, values("common", 8)),
                update(3, 0.25, values("common", 4))),
            List.of(values("stage", 2)));
    assertThat(next).extracting(Values::part).containsExactly("base", "common", "stage");
    assertThat(next)
        .extracting(Values::values)
        .containsExactly(new float[] {2, 4}, new float[] {6}, new float[] {2});
  }

  @Test
  void whatNobodyHoldsStays() throws FrameException {
    List<Values> next =
        remerge.nextParts(CURRENT, List.of(update(1, 1, values("common", 8, 8))), List.of());
    assertThat(next.get(0)).isSameAs(CURRENT.get(0));
    assertThat(next.get(2)).isSameAs(CURRENT.get(2));
  }

  @Test
  void decisionsAreAboutPartsThatNobodySends() {
    List<Remerge.Update> updates = List.of(update(1, 1, values("common", 8)));
    assertThatThrownBy(() -> remerge.nextParts(CURRENT, updates, List.of(values("common", 8))))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("part common is decided, and yet updates hold it");
    assertThatThrownBy(() -> remerge.nextParts(CURRENT, updates, List.of(values("other", 8))))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("no part of the common state");
  }

  @Test
  void withoutTheStateBeforeNothingIsKnown() throws FrameException {
    assertThat(remerge.nextParts(null, List.of(update(1, 1, values("common", 8))), List.of()))
        .isNull();
  }
}
