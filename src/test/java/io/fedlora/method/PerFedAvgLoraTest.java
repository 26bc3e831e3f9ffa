package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Recipe;
import org.junit.jupiter.api.Test;

class PerFedAvgLoraTest {
  private static MethodCase.Work worked(String... options) {
    FederatedMethod method = MethodCase.method("per-fedavg-lora", options);
    MethodCase.Work work = MethodCase.Work.of(method, 1, 1);
    LocalResult result = method.work(work);
    assertThat(result.upload().names()).containsExactly("common", "head");
    return work;
  }

  private static void assertForm(MethodCase.Work work, Hypergradient form, int batches) {
    assertThat(work.requests)
        .hasSize(MethodCase.STEPS)
        .allSatisfy(
            request -> {
              assertThat(((Recipe.Meta) request.recipe()).form()).isEqualTo(form);
              assertThat(request.batches()).hasSize(batches);
              assertThat(request.lowerRate()).isEqualTo(0.25);
            });
    assertThat(work.purposes).hasSize(batches).doesNotHaveDuplicates();
  }

  @Test
  void everyFormHasItsTermAndItsBatches() {
    String rate = "inner-learning-rate = 0.25";
    assertForm(worked(rate), Hypergradient.EXACT, 3);
    assertForm(worked(rate, "form = hf"), Hypergradient.CENTRAL, 3);
    assertForm(worked(rate, "form = fo"), Hypergradient.NONE, 2);
    assertForm(worked(rate, "shared-curvature = true"), Hypergradient.EXACT, 2);
  }

  /** Every gradient is 1, so each step takes a off every value. */
  @Test
  void aCopyIsFittedBeforeScoring() {
    FederatedMethod method =
        MethodCase.method("per-fedavg-lora", "inner-learning-rate = 0.25", "evaluation-steps = 3");
    State common = method.initialCommon();
    Owned own = method.initialOwn(1);
    Scored scored = method.scored(1, common, own);
    MethodCase.Work work = new MethodCase.Work(1, 0, common, own);
    Scored adapted = method.adapted(scored, work);
    assertThat(work.requests).hasSize(3);
    for (String part : common.names()) {
      for (int i = 0; i < common.part(part).values().length; i++) {
        assertThat(adapted.state().part(part).values()[i])
            .isCloseTo(common.part(part).values()[i] - 0.75f, within(1e-6f));
      }
    }
    assertThat(scored.state().part("common").values()).isEqualTo(common.part("common").values());
  }

  @Test
  void withoutStepsTheCommonModelIsScored() {
    FederatedMethod method = MethodCase.method("per-fedavg-lora", "evaluation-steps = 0");
    State common = method.initialCommon();
    Scored scored = method.scored(1, common, method.initialOwn(1));
    Scored adapted =
        method.adapted(scored, new MethodCase.Work(1, 0, common, method.initialOwn(1)));
    assertThat(adapted.state().part("common").values()).isEqualTo(common.part("common").values());
  }
}
