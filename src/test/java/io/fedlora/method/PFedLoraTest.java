package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class PFedLoraTest {
  private static MethodCase.Work worked(FederatedMethod method) {
    MethodCase.Work work = MethodCase.Work.of(method, 1, 1);
    method.work(work);
    return work;
  }

  @Test
  void thePrivateAdapterGoesFirstAndTheSharedOneReadsIt() {
    FederatedMethod method = MethodCase.method("pfedlora");
    MethodCase.Work work = MethodCase.Work.of(method, 1, 1);
    LocalResult result = method.work(work);
    assertThat(work.trained())
        .containsExactly(
            List.of("private"),
            List.of("private"),
            List.of("common", "head"),
            List.of("common", "head"));
    assertThat(work.purposes).containsExactly("private 2", "lower 2");
    float own = work.own().state().part("private").values()[0];
    float shared = work.received().part("common").values()[0];
    State third = work.requests.get(2).state();
    assertThat(third.part("private").values()[0]).isEqualTo(own - 1f - 1f);
    assertThat(third.part("common").values()[0]).isEqualTo(shared);
    assertThat(result.own().state().part("private").values()[0]).isEqualTo(own - 1f - 1f);
    assertThat(result.upload().names()).containsExactly("common", "head");
    assertThat(result.upload().part("common").values()[0]).isEqualTo(shared - 1f - 1f);
    assertThat(result.loss()).isEqualTo(2);
  }

  @Test
  void aPrivateHeadMovesWithThePrivateAdapter() {
    assertThat(worked(MethodCase.method("pfedlora", "head = private")).trained())
        .containsExactly(
            List.of("private", "head"),
            List.of("private", "head"),
            List.of("common"),
            List.of("common"));
  }

  @Test
  void fullPhasesTakeTwiceTheSteps() {
    assertThat(worked(MethodCase.method("pfedlora", "phase-steps = full")).requests)
        .hasSize(2 * MethodCase.STEPS);
  }

  @Test
  void updatesWeighByTheirTextsByDefault() {
    FederatedMethod method = MethodCase.method("pfedlora");
    assertThat(method.weight(new Contribution(0, 1, 64, 4, State.empty()))).isEqualTo(64);
    assertThat(method.initialOwn(0).state().part("private").values())
        .isNotEqualTo(method.initialOwn(1).state().part("private").values())
        .hasSameSizeAs(method.initialCommon().part("common").values());
  }
}
