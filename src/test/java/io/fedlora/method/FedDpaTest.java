package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.LowRank;
import io.fedlora.scenario.ScenarioException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FedDpaTest {
  private static final Batch TEXT = new Batch(new int[] {0}, new int[] {0}, 8);

  @Test
  void inRoundOneTheSharedAdapterIsTrainedAlone() {
    FederatedMethod method = MethodCase.method("feddpa-t");
    MethodCase.Work work = MethodCase.Work.of(method, 1, 1);
    LocalResult result = method.work(work);
    assertThat(work.trained()).containsOnly(List.of("common", "head"));
    assertThat(result.own().state().names()).isEmpty();
    assertThat(result.upload().names()).containsExactly("common", "head");
    assertThat(method.scored(1, result.local(), result.own()).state().has("private")).isFalse();
  }

  @Test
  void laterThePrivateAdapterGoesFirstBesideTheDetachedSharedOne() {
    FederatedMethod method =
        MethodCase.method(
            "feddpa-t", "mixing-weight = 0.25, alpha = 10, private-learning-rate = 2");
    MethodCase.Work work = MethodCase.Work.of(method, 1, 2);
    LocalResult result = method.work(work);
    assertThat(work.trained().subList(0, MethodCase.STEPS)).containsOnly(List.of("private"));
    assertThat(work.trained().subList(MethodCase.STEPS, 2 * MethodCase.STEPS))
        .containsOnly(List.of("common", "head"));
    for (var insertion : work.requests.get(0).wiring().insertions()) {
      LowRank adapter = (LowRank) insertion;
      boolean shared = adapter.upPart().equals("common");
      assertThat(adapter.detached()).isEqualTo(shared);
      assertThat(adapter.scale()).isCloseTo(shared ? 0.75 * 2 : 0.25 * 2, within(1e-12));
    }
    // B starts at zero, every gradient is 1, and the private rate is 2.
    Part personal = result.own().state().part("private");
    int place = personal.layout().entry("layer.0.query.Bt").offset();
    assertThat(personal.values()[place]).isEqualTo(-2f * MethodCase.STEPS);
    assertThat(result.upload().part("common").values()[place]).isEqualTo(-1f * MethodCase.STEPS);
    assertThat(work.requests.get(MethodCase.STEPS).state().has("private")).isFalse();
  }

  @Test
  void thePrivateAdapterGoesOnFromWhereItWasLeft() {
    FederatedMethod method = MethodCase.method("feddpa-t");
    Owned first = method.work(MethodCase.Work.of(method, 1, 2)).own();
    State sent = method.download(method.initialCommon(), 1, 3);
    MethodCase.Work work = new MethodCase.Work(1, 3, sent, first);
    method.work(work);
    assertThat(work.requests.get(0).state().part("private").values())
        .isEqualTo(first.state().part("private").values());
  }

  @Test
  void inTheLastRoundsEachClientTunesACopyAndSendsNothing() {
    FederatedMethod method = MethodCase.method("feddpa-f", "local-rounds = 2");
    int last = MethodCase.ROUNDS;
    assertThat(method.mayLeave("common", last - 2)).isTrue();
    assertThat(method.mayLeave("common", last - 1)).isFalse();
    MethodCase.Work work = MethodCase.Work.of(method, 1, last - 1);
    LocalResult result = method.work(work);
    assertThat(work.trained()).containsOnly(List.of("private"));
    assertThat(work.requests.get(0).state().part("private").values())
        .isEqualTo(work.received().part("common").values());
    assertThat(work.requests.get(0).wiring().parts()).containsExactlyInAnyOrder("private", "head");
    assertThat(result.upload().names()).isEmpty();
    Contribution nothing = MethodCase.update(1, last, State.empty());
    assertThat(method.objection(method.initialCommon(), nothing)).isEmpty();
    State common = method.initialCommon();
    assertThat(method.merge(common, MethodCase.alike(nothing), last).part("common").values())
        .isEqualTo(common.part("common").values());
    State sent = method.work(MethodCase.Work.of(method, 0, 1)).upload();
    State merged =
        method.merge(common, MethodCase.alike(nothing, MethodCase.update(0, 1, sent)), last);
    assertThat(merged.part("common").values()).isEqualTo(sent.part("common").values());
    assertThatThrownBy(() -> MethodCase.method("feddpa-f", "local-rounds = " + last))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("method.local-rounds: must leave a round");
  }

  private static State modules() {
    Layout layout =
        Layout.builder().add("layer.0.query.A", 1, 2).add("layer.0.query.Bt", 1, 2).build();
    return State.of(
        new Part("private", layout, new float[] {1, 2, 3, 4}),
        new Part("common", layout, new float[] {5, 6, 7, 8}));
  }

  @Test
  void mixingMultipliesWhatTheAdaptersGive() {
    State mixed = FedDpa.mixed(modules(), 0.5, -2);
    assertThat(mixed.part("private").values()).containsExactly(1f, 2f, 1.5f, 2f);
    assertThat(mixed.part("common").values()).containsExactly(5f, 6f, -14f, -16f);
  }

  /** All texts read alike on this model, so every cosine is 1 and w is the factor. */
  @Test
  void theSwitchSaysWhoseTheSimilarTextsAre() {
    for (String orientation : List.of("shared", "private")) {
      FederatedMethod method =
          MethodCase.method("feddpa-t", "mixing-factor = 0.3", "similar-texts = " + orientation);
      MethodCase.Work work = MethodCase.Work.of(method, 1, 2);
      LocalResult result = method.work(work);
      Scored scored = method.scored(1, result.local(), result.own());
      Scored fitted = method.adapted(scored, work);
      State state = fitted.fit().orElseThrow().of(TEXT);
      int place = scored.state().part("common").layout().entry("layer.0.query.Bt").offset();
      float shared = orientation.equals("shared") ? 0.3f : 0.7f;
      for (String part : List.of("common", "private")) {
        float weight = part.equals("common") ? shared : 1 - shared;
        assertThat(state.part(part).values()[place])
            .isCloseTo(weight * scored.state().part(part).values()[place], within(1e-6f));
        assertThat(state.part(part).values()[0]).isEqualTo(scored.state().part(part).values()[0]);
      }
    }
  }

  @Test
  void aFixedMixIsTheSameForAllTexts() {
    FederatedMethod method = MethodCase.method("feddpa-t", "mixing = fixed, mixing-weight = 0.2");
    MethodCase.Work work = MethodCase.Work.of(method, 1, 2);
    LocalResult result = method.work(work);
    Scored scored = method.scored(1, result.local(), result.own());
    Scored fitted = method.adapted(scored, work);
    assertThat(fitted.fit()).isEmpty();
    int place = scored.state().part("common").layout().entry("layer.0.query.Bt").offset();
    assertThat(fitted.state().part("private").values()[place])
        .isCloseTo(0.2f * scored.state().part("private").values()[place], within(1e-6f));
  }

  @Test
  void cosinesByHand() {
    assertThat(InstanceMixing.cosine(new float[] {3, 4}, new float[] {4, 3}))
        .isCloseTo(0.96, within(1e-12));
    assertThat(InstanceMixing.cosine(new float[] {1, 0}, new float[] {-2, 0})).isEqualTo(-1);
    assertThat(InstanceMixing.cosine(new float[2], new float[] {1, 1})).isZero();
  }
}
