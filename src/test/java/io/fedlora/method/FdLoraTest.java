package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import org.junit.jupiter.api.Test;

class FdLoraTest {
  private final FederatedMethod method =
      MethodCase.method("fdlora", "local-rounds = 2, private-refresh = 3, fusion-penalty = 0");

  private State upload(int client, int round, double value) {
    MethodCase.Work work = MethodCase.Work.of(method, client, round);
    State sent = method.work(work).upload();
    State filled = State.empty();
    for (Part part : sent.parts()) {
      filled = filled.with(MethodCase.filled(part, value));
    }
    return filled;
  }

  @Test
  void thePrivateModuleLeavesOnceAndInRoundsOfRenewal() {
    assertThat(upload(0, 1, 0).names()).isEmpty();
    assertThat(upload(0, 2, 0).names()).containsExactly("private", "head");
    assertThat(upload(0, 3, 0).names()).containsExactly("common", "head");
    boolean[] leaves = new boolean[MethodCase.ROUNDS];
    for (int round = 1; round <= MethodCase.ROUNDS; round++) {
      leaves[round - 1] = method.mayLeave("private", round);
    }
    assertThat(leaves).containsExactly(false, true, false, false, true, false);
    assertThat(method.mayLeave("head", 1)).isFalse();
    assertThat(method.mayLeave("momentum-common", 3)).isFalse();
    assertThat(method.download(method.initialCommon(), 0, 2).names()).isEmpty();
    assertThat(method.download(method.initialCommon(), 0, 3).names())
        .containsExactly("common", "head");
  }

  @Test
  void allModulesStartAlike() {
    float[] start = method.initialCommon().part("common").values();
    assertThat(method.initialOwn(0).state().part("private").values()).isEqualTo(start);
    assertThat(method.initialOwn(3).state().part("private").values()).isEqualTo(start);
  }

  @Test
  void updatesOfTheWrongStageAreRefused() {
    State common = method.initialCommon();
    for (int round = 1; round <= 4; round++) {
      assertThat(method.objection(common, MethodCase.update(0, round, upload(0, round, 1))))
          .isEmpty();
    }
    assertThat(method.objection(common, MethodCase.update(0, 3, upload(0, 2, 1)))).isNotEmpty();
    assertThat(method.objection(common, MethodCase.update(0, 1, upload(0, 2, 1)))).isNotEmpty();
  }

  /** By hand: mean of 1 and 3 is 2; then Δ = 2 − 3 = −1, m = −1, θ = 2 + 0.7 (1 + 0.9). */
  @Test
  void theMeanOfThePrivateModulesIsMovedByNesterovsMomentum() {
    State common = method.initialCommon();
    common =
        method.merge(
            common,
            MethodCase.alike(
                MethodCase.update(0, 1, State.empty()), MethodCase.update(1, 1, State.empty())),
            1);
    assertThat(common.part("stage").values()).containsExactly(0);
    common =
        method.merge(
            common,
            MethodCase.alike(
                MethodCase.update(0, 2, upload(0, 2, 1)),
                MethodCase.update(1, 1, State.empty()),
                MethodCase.update(2, 2, upload(2, 2, 3))),
            2);
    assertThat(common.part("common").values()).containsOnly(2f);
    assertThat(common.part("momentum-common").values()).containsOnly(0f);
    common = method.merge(common, MethodCase.alike(MethodCase.update(0, 3, upload(0, 3, 3))), 3);
    assertThat(common.part("common").values()[0]).isCloseTo(3.33f, within(1e-6f));
    assertThat(common.part("momentum-common").values()).containsOnly(-1f);
    // Δ = 3.33 − 3.33 = 0; m = −0.9; θ = 3.33 + 0.7 · 0.9 · 0.9.
    common = method.merge(common, MethodCase.alike(MethodCase.update(0, 4, upload(0, 4, 3.33))), 4);
    assertThat(common.part("common").values()[0]).isCloseTo(3.33f + 0.567f, within(1e-5f));
  }

  @Test
  void aPrivateModuleThatComesLateMovesTheSharedOne() {
    State common =
        method.merge(
            method.initialCommon(), MethodCase.alike(MethodCase.update(0, 2, upload(0, 2, 1))), 2);
    common =
        method.merge(
            common,
            MethodCase.alike(
                MethodCase.update(0, 3, upload(0, 3, 1)), MethodCase.update(1, 2, upload(1, 2, 3))),
            3);
    assertThat(common.part("common").values()[0]).isCloseTo(1 + 0.7f * 1.9f, within(1e-6f));
  }

  @Test
  void theRenewedModuleIsTheOneJustSent() {
    for (int round : new int[] {4, 5}) {
      MethodCase.Work work = MethodCase.Work.of(method, 0, round);
      LocalResult result = method.work(work);
      float[] expected =
          round == 5
              ? result.upload().part("common").values()
              : work.own().state().part("private").values();
      assertThat(result.own().state().part("private").values()).isEqualTo(expected);
    }
  }

  @Test
  void fusionAddsTheFactorsAndNotTheProducts() {
    Layout layout = Layout.builder().add("layer.0.query.A", 1, 2).build();
    State modules =
        State.of(
            new Part("private", layout, new float[] {1, 2}),
            new Part("common", layout, new float[] {10, -4}),
            new Part("head", Layout.builder().add("head.weight", 1).build(), new float[] {9}));
    State fused = FdLora.fusion(modules, 0.5, 0.25);
    assertThat(fused.names()).containsExactly("fused", "head");
    assertThat(fused.part("fused").values()).containsExactly(3f, 0f);
    assertThat(fused.part("head").values()).containsExactly(9f);
  }

  /** The model scores classes by the first values of the module, and the right class is 0. */
  @Test
  void theFusedModuleIsScoredOnceThereAreTwo() {
    State common = method.initialCommon();
    Owned own = method.initialOwn(0);
    Scored alone = method.scored(0, common, own);
    MethodCase.Work work = new MethodCase.Work(0, 0, common, own);
    assertThat(method.adapted(alone, work)).isSameAs(alone);
    assertThat(alone.state().names()).containsExactly("head", "private");

    float[] personal = new float[own.state().part("private").values().length];
    personal[0] = 1;
    float[] shared = personal.clone();
    shared[0] = -1;
    State left = State.of(common.part("common").with(shared), common.part("head"));
    Scored both =
        method.scored(
            0, left, new Owned(own.state().with(own.state().part("private").with(personal))));
    assertThat(both.state().names()).containsExactly("common", "head", "private");
    Scored fused = method.adapted(both, work);
    assertThat(fused.state().part("fused").values()[0]).isEqualTo(3);
  }
}
