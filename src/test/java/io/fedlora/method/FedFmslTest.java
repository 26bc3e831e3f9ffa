package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.checkpoint.RandomCheckpoint;
import io.fedlora.foundation.torch.TorchModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What travels and moves in either stage of FedFMSL; two layers, six rounds, three of experts. */
class FedFmslTest {
  private static final FederatedMethod METHOD = MethodCase.method("fedfmsl", "accuracy-queue = 2");
  private static final Layout ONE = Layout.builder().add("a", 1).build();

  private static State moved(State state, double by) {
    List<Part> parts = new ArrayList<>();
    for (Part part : state.parts()) {
      float[] values = part.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (by * (1 + i % 3));
      }
      parts.add(part.with(values));
    }
    return State.of(parts);
  }

  private static LocalResult work(State common, int client, int round, Owned own) {
    return METHOD.work(
        new MethodCase.Work(client, round, METHOD.download(common, client, round), own));
  }

  /** After a merge of two clients' first work in a round. */
  private static State round(State common, int round) {
    Contribution[] updates = new Contribution[2];
    for (int client = 0; client < 2; client++) {
      State sent = work(common, client, round, METHOD.initialOwn(client)).upload();
      updates[client] = MethodCase.update(client, round, sent);
      assertThat(METHOD.objection(common, updates[client])).isEmpty();
    }
    return METHOD.merge(common, MethodCase.alike(updates), round);
  }

  @Test
  void theUppermostBlockTravelsFirst() {
    State common = METHOD.initialCommon();
    assertThat(METHOD.download(common, 0, 1).names()).containsExactly("expert-1", "head");
    MethodCase.Work work = MethodCase.Work.of(METHOD, 0, 1);
    LocalResult result = METHOD.work(work);
    assertThat(result.upload().names()).containsExactly("expert-1", "head", "accuracy");
    assertThat(work.purposes).contains("probe 2", "lower 4");
    assertThat(work.requests)
        .allSatisfy(
            request ->
                assertThat(request.wiring().insertions())
                    .allSatisfy(one -> assertThat(one.layer()).isEqualTo(1)));
    assertThat(result.reports().get("accuracy"))
        .isEqualTo((double) result.upload().part("accuracy").values()[0]);
  }

  @Test
  void theNextBlockTravelsOnceAccuraciesLieTogether() {
    State first = round(METHOD.initialCommon(), 1);
    assertThat(METHOD.download(first, 0, 2).names()).containsExactly("expert-1", "head");
    State second = round(first, 2);
    assertThat(SparseActivation.blocks(second)).isEqualTo(2);
    assertThat(METHOD.download(second, 0, 3).names())
        .containsExactly("expert-1", "expert-0", "head");
  }

  @Test
  void blocksThatAnUpdateLacksDoNotCount() {
    State second = round(round(METHOD.initialCommon(), 1), 2);
    State both = work(second, 0, 3, METHOD.initialOwn(0)).upload();
    State late = both.only(List.of("expert-1", "head", "accuracy"));
    State merged =
        METHOD.merge(
            second,
            MethodCase.alike(
                MethodCase.update(0, 3, both), MethodCase.update(1, 2, moved(late, 2))),
            3);
    assertThat(merged.part("expert-0").values()).isEqualTo(both.part("expert-0").values());
    assertThat(merged.part("expert-1").values()[0])
        .isEqualTo((float) (both.part("expert-1").values()[0] + 1));
    assertThat(METHOD.mergesLate(2, 3)).isTrue();
    assertThat(METHOD.mergesLate(3, 4)).isFalse();
  }

  @Test
  void onlyTheGateLeavesInTheSecondStage() {
    State common = round(round(round(METHOD.initialCommon(), 1), 2), 3);
    assertThat(METHOD.download(common, 0, 4).names())
        .containsExactlyInAnyOrder("expert-1", "expert-0", "head", "gate-1", "gate-0");
    LocalResult result = work(common, 0, 4, METHOD.initialOwn(0));
    assertThat(result.upload().names()).containsExactlyInAnyOrder("gate-1", "gate-0");
    assertThat(result.own().state().names())
        .contains("expert-1", "expert-0", "local-1", "local-0", "local-head");
    // The global expert is kept as it is, the local one began as its copy and has moved.
    State own = result.own().state();
    assertThat(own.part("expert-1")).isEqualTo(common.part("expert-1"));
    int there = own.part("local-1").layout().entry("layer.1.query.A").offset();
    int here = common.part("expert-1").layout().entry("layer.1.query.A").offset();
    assertThat(own.part("local-1").values()[there])
        .isEqualTo(common.part("expert-1").values()[here] - 1f - 1f - 1f - 1f);
    for (String part : List.of("expert-1", "head", "accuracy", "local-1", "local-head")) {
      assertThat(METHOD.mayLeave(part, 4)).as(part).isFalse();
    }
    assertThat(METHOD.mayLeave("expert-0", 3)).isTrue();
    assertThat(METHOD.mayLeave("gate-0", 3)).isFalse();
  }

  @Test
  void theExpertIsHandedOverUntilAClientHasAnswered() {
    State common = round(round(round(METHOD.initialCommon(), 1), 2), 3);
    LocalResult first = work(common, 2, 4, METHOD.initialOwn(2));
    State next = METHOD.merge(common, MethodCase.alike(MethodCase.update(2, 4, first.upload())), 4);
    assertThat(METHOD.download(next, 2, 5).names()).containsExactlyInAnyOrder("gate-1", "gate-0");
    assertThat(METHOD.download(next, 1, 5).names()).contains("expert-1", "head");
    assertThat(next.part("expert-1")).isSameAs(common.part("expert-1"));
    LocalResult second = work(next, 2, 5, first.own());
    assertThat(second.upload().names()).containsExactlyInAnyOrder("gate-1", "gate-0");

    LocalResult lost = work(next, 2, 5, METHOD.initialOwn(2));
    assertThat(lost.upload().names()).isEmpty();
    Contribution answer = MethodCase.update(2, 5, lost.upload());
    assertThat(METHOD.objection(next, answer)).isEmpty();
    State again = METHOD.merge(next, MethodCase.alike(answer), 5);
    assertThat(METHOD.download(again, 2, 6).names()).contains("expert-1", "head");
  }

  @Test
  void wrongUpdatesAreRefused() {
    State common = METHOD.initialCommon();
    State sound = work(common, 0, 1, METHOD.initialOwn(0)).upload();
    assertThat(METHOD.objection(common, MethodCase.update(0, 1, State.empty())))
        .isEqualTo("part expert-1 is missing");
    assertThat(
            METHOD.objection(
                common, MethodCase.update(0, 1, sound.only(List.of("expert-1", "head")))))
        .isEqualTo("part accuracy is missing");
    State other = MethodCase.method("fedfmsl", "rank = 3").initialCommon();
    assertThat(
            METHOD.objection(common, MethodCase.update(0, 1, sound.with(other.part("expert-1")))))
        .contains("expert-1");
    assertThat(
            METHOD.objection(
                common, MethodCase.update(0, 1, sound.with(new Part("x", ONE, new float[] {1})))))
        .contains("parts");
  }

  @Test
  void theSecondStageBeginsWithTheModelThatTheFirstEndedWith() {
    State first = METHOD.initialCommon();
    State trained = moved(first.only(List.of("expert-1", "expert-0", "head")), 0.05);
    State gates = moved(first.only(List.of("gate-1", "gate-0")), 0.3);
    State common = first.with(trained).with(new Part("activation", layout(first), both(0)));
    State mixing = common.with(gates).with(new Part("activation", layout(first), both(1)));
    Scored before = METHOD.scored(0, common, METHOD.initialOwn(0));
    Scored after = METHOD.scored(0, mixing, METHOD.initialOwn(0));
    assertThat(before.wiring().insertions()).hasOnlyElementsOfType(LowRank.class);
    assertThat(after.wiring()).isNotEqualTo(before.wiring());
    List<EncodedText> texts =
        List.of(
            new EncodedText(new int[] {1, 2, 3, 4}, new int[4]),
            new EncodedText(new int[] {5, 6, 7}, new int[3]));
    TokenTable table = new TokenTable(texts, new int[] {0, 1});
    Batch batch = table.batch(0, 1);
    try (FrozenModel model =
        new TorchModel(
            RandomCheckpoint.of("tiny", MethodCase.SHAPE),
            Precision.FLOAT32,
            table,
            1 << 20,
            TorchModel.CPU)) {
      float[][] one = model.logits(before.wiring(), before.state(), batch);
      float[][] other = model.logits(after.wiring(), after.state(), batch);
      float[][] without = model.logits(before.wiring(), first.only(before.wiring().parts()), batch);
      for (int row = 0; row < one.length; row++) {
        for (int i = 0; i < one[row].length; i++) {
          assertThat(other[row][i]).isCloseTo(one[row][i], within(1e-5f));
        }
      }
      assertThat(Arrays.deepEquals(one, without)).isFalse();
    }
  }

  private static Layout layout(State common) {
    return common.part("activation").layout();
  }

  private static float[] both(int mixing) {
    return new float[] {2, mixing, 0, 0, 0};
  }
}
