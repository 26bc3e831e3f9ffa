package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.WeightDelta;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What travels and moves in either stage of SA-FedLoRA; six rounds, two of full weights. */
class SaFedLoraTest {
  private static final FederatedMethod METHOD =
      method("initiating-learning-rate = 0.5", "proximity = 0.25");

  private static FederatedMethod method(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("rank = 4, alpha = 4, final-rank = 1");
    all.add("initiating-rounds = 2, heating-end = 3, cooling-end = 5");
    return MethodCase.method("sa-fedlora", all.toArray(String[]::new));
  }

  private static LocalResult work(State common, int client, int round, Owned own) {
    return METHOD.work(
        new MethodCase.Work(client, round, METHOD.download(common, client, round), own));
  }

  /** After a merge of the work of a client that has the base, as clients have from round 3 on. */
  private static State round(State common, int round) {
    Owned own = new Owned(common.only(List.of("base")));
    State sent = work(common, 1, round, own).upload();
    Contribution update = MethodCase.update(1, round, sent);
    assertThat(METHOD.objection(common, update)).isEmpty();
    return METHOD.merge(common, MethodCase.alike(update), round);
  }

  private static int rank(State state) {
    return RankCut.rank(state.part("common"));
  }

  /** All arrays: those of two layers and of the embeddings. */
  private static final int WEIGHTS =
      2 * (4 * (8 * 8 + 8) + (16 * 8 + 16) + (8 * 16 + 8) + 4 * 8)
          + 10 * 8
          + 16 * 8
          + 2 * 8
          + 2 * 8;

  @Test
  void fullWeightsTravelFirst() {
    State sent = METHOD.download(METHOD.initialCommon(), 0, 1);
    assertThat(sent.names()).containsExactly("base", "head");
    assertThat(sent.part("base").values()).hasSize(WEIGHTS).containsOnly(0f);
    LocalResult result = work(METHOD.initialCommon(), 0, 1, METHOD.initialOwn(0));
    assertThat(result.upload().names()).containsExactly("base", "head");
    assertThat(result.own().state().names()).isEmpty();
    assertThat(METHOD.mayLeave("common", 2)).isFalse();
    assertThat(METHOD.mayLeave("base", 2)).isTrue();
    assertThat(METHOD.mayLeave("base", 3)).isFalse();
  }

  /** By hand, at gradients of 1: d ← d − 0.5 (1 + 0.25 d), four times. */
  @Test
  void driftIsHeldBack() {
    LocalResult result = work(METHOD.initialCommon(), 0, 1, METHOD.initialOwn(0));
    double d = 0;
    for (int step = 0; step < MethodCase.STEPS; step++) {
      d -= 0.5 * (1 + 0.25 * d);
    }
    assertThat(result.upload().part("base").values()[0]).isCloseTo((float) d, within(1e-6f));
    int all = WEIGHTS + 3 * 8 + 3;
    assertThat(result.reports().get("proximity")).isCloseTo(0.125 * all * d * d, within(1e-3));
  }

  @Test
  void theAdapterIsOnTopOfWhatFullWeightsHaveBecome() {
    State common = round(round(METHOD.initialCommon(), 1), 2);
    assertThat(METHOD.download(common, 0, 3).names()).containsExactly("base", "common", "head");
    MethodCase.Work work =
        new MethodCase.Work(0, 3, METHOD.download(common, 0, 3), METHOD.initialOwn(0));
    LocalResult result = METHOD.work(work);
    assertThat(work.trained()).containsOnly(List.of("common", "head"));
    assertThat(work.requests.get(0).state().part("base").values())
        .isEqualTo(common.part("base").values());
    assertThat(result.upload().names()).containsExactly("common", "head");
    assertThat(result.own().state().part("base").values()).isEqualTo(common.part("base").values());
  }

  /** By hand: 1 + 3 (1/2)³ = 1.4 in round 4. */
  @Test
  void theRankFallsOnTheWayDown() {
    State third = round(round(round(METHOD.initialCommon(), 1), 2), 3);
    assertThat(rank(third)).isEqualTo(4);
    assertThat(rank(METHOD.download(third, 0, 4))).isEqualTo(1);
    State fourth = round(third, 4);
    assertThat(rank(fourth)).isEqualTo(1);
    Scored scored = METHOD.scored(0, fourth, METHOD.initialOwn(0));
    assertThat(scored.wiring().insertions())
        .filteredOn(LowRank.class::isInstance)
        .allSatisfy(one -> assertThat(((LowRank) one).scale()).isEqualTo(1));
    // A round without a merge, or two, is jumped over.
    assertThat(rank(METHOD.download(third, 0, 6))).isEqualTo(1);
  }

  @Test
  void lateUpdatesOfAnotherRankOrStageDoNotCount() {
    assertThat(METHOD.mergesLate(1, 2)).isTrue();
    assertThat(METHOD.mergesLate(2, 3)).isFalse();
    assertThat(METHOD.mergesLate(3, 4)).isFalse();
    assertThat(METHOD.mergesLate(5, 6)).isTrue();
  }

  @Test
  void theBaseIsHandedOverOnce() {
    State common = round(round(METHOD.initialCommon(), 1), 2);
    LocalResult first = work(common, 2, 3, METHOD.initialOwn(2));
    State next = METHOD.merge(common, MethodCase.alike(MethodCase.update(2, 3, first.upload())), 3);
    assertThat(next.part("base")).isSameAs(common.part("base"));
    assertThat(METHOD.download(next, 2, 4).names()).containsExactly("common", "head");
    assertThat(METHOD.download(next, 0, 4).names()).containsExactly("base", "common", "head");
    LocalResult second = work(next, 2, 4, first.own());
    assertThat(second.upload().names()).containsExactly("common", "head");
    assertThat(second.own().state().has("base")).isTrue();

    LocalResult lost = work(next, 2, 4, METHOD.initialOwn(2));
    Contribution answer = MethodCase.update(2, 4, lost.upload());
    assertThat(lost.upload().names()).isEmpty();
    assertThat(METHOD.objection(next, answer)).isEmpty();
    State again = METHOD.merge(next, MethodCase.alike(answer), 4);
    assertThat(METHOD.download(again, 2, 5).has("base")).isTrue();
    assertThat(METHOD.scored(2, lost.local(), lost.own()).state().names())
        .contains("base", "common", "head");
  }

  @Test
  void anAdapterOfAnotherRankIsRefused() {
    State third = round(round(round(METHOD.initialCommon(), 1), 2), 3);
    State high = third.only(List.of("common", "head"));
    assertThat(METHOD.objection(third, MethodCase.update(0, 3, high))).isEmpty();
    assertThat(METHOD.objection(third, MethodCase.update(0, 4, high))).contains("common");
    assertThat(METHOD.objection(third, MethodCase.update(0, 1, State.empty()))).isNotEmpty();
  }

  @Test
  void onlyTheAdaptedLayersWhereAsked() {
    FederatedMethod some = method("initiating-arrays = adapted-layers", "layers = last 1");
    Scored scored = some.scored(0, some.initialCommon(), some.initialOwn(0));
    assertThat(scored.wiring().lowestTrainableLayer()).isEqualTo(1);
    assertThat(scored.wiring().insertions()).filteredOn(WeightDelta.class::isInstance).hasSize(16);
  }

  @Test
  void stagesMustFollowOneAnother() {
    assertThatThrownBy(() -> MethodCase.method("sa-fedlora", "initiating-rounds = 0"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.initiating-rounds");
    assertThatThrownBy(
            () -> MethodCase.method("sa-fedlora", "initiating-rounds = 4, heating-end = 3"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.heating-end: is round 3");
    assertThatThrownBy(() -> MethodCase.method("sa-fedlora", "heating-end = 4, cooling-end = 3"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.cooling-end");
    assertThatThrownBy(() -> MethodCase.method("sa-fedlora", "rank = 2, final-rank = 3"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.final-rank");
  }
}
