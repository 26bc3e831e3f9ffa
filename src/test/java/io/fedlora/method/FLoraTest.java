package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FLoraTest {
  private static final double ALPHA = 6;
  private static final List<Integer> RANKS = List.of(1, 2, 1, 1);

  private final FederatedMethod method =
      MethodCase.method("flora", "alpha = 6, ranks = [1, 2, 1, 1]");

  /** An update as a client would send it, of random values. */
  private State drawn(int client, int round) {
    State sent = method.work(MethodCase.Work.of(method, client, 1)).upload();
    RandomStream stream = RandomStream.of(9, "test", client, round);
    State drawn = State.empty();
    for (Part part : sent.parts()) {
      float[] values = new float[part.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) stream.nextGaussian();
      }
      drawn = drawn.with(part.with(values));
    }
    return drawn;
  }

  private State merged(State common, int round, int... clients) {
    List<FederatedMethod.Weighted> updates = new ArrayList<>();
    for (int client : clients) {
      updates.add(
          new FederatedMethod.Weighted(
              MethodCase.update(client, round, drawn(client, round)), 1.0 / clients.length));
    }
    return method.merge(common, updates, round);
  }

  /** A client's work in a round, on what the server sends it. */
  private Owned worked(State common, int client, int round, Owned own) {
    State sent = method.download(common, client, round);
    return method.work(new MethodCase.Work(client, round, sent, own)).own();
  }

  @Test
  void theStacksProductIsTheWeightedSumOfProducts() {
    State common =
        method.merge(
            method.initialCommon(),
            List.of(
                new FederatedMethod.Weighted(MethodCase.update(0, 1, drawn(0, 1)), 0.25),
                new FederatedMethod.Weighted(MethodCase.update(1, 1, drawn(1, 1)), 0.75)),
            1);
    Part base = common.part("base");
    Entry entry = base.layout().entry("layer.1.value.weight.delta");
    double[] expected = new double[entry.size()];
    for (int client = 0; client < 2; client++) {
      double factor = (client == 0 ? 0.25 : 0.75) * ALPHA / RANKS.get(client);
      Part sent = drawn(client, 1).part("common");
      Factors factors = Factors.of(sent, "layer.1.value.A", "layer.1.value.Bt", 1);
      for (int i = 0; i < expected.length; i++) {
        for (int k = 0; k < factors.rank(); k++) {
          expected[i] +=
              factor
                  * factors.bt()[k * factors.outputs() + i / factors.inputs()]
                  * factors.a()[k * factors.inputs() + i % factors.inputs()];
        }
      }
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(base.values()[entry.offset() + i]).isCloseTo((float) expected[i], within(1e-5f));
    }
    Factors stack = Factors.of(common.part("stack-1"), "layer.1.value.A", "layer.1.value.Bt", 1);
    assertThat(stack.rank()).isEqualTo(3);
  }

  @Test
  void everyRoundBeginsWithAFreshAdapterOnTheMergedBase() {
    State common = merged(method.initialCommon(), 1, 0);
    State sent = method.download(common, 0, 2);
    MethodCase.Work work = new MethodCase.Work(0, 2, sent, method.initialOwn(0));
    LocalResult result = method.work(work);
    State first = work.requests.get(0).state();
    assertThat(work.trained()).containsOnly(List.of("common", "head"));
    Entry up = first.part("common").layout().entry("layer.0.query.Bt");
    assertThat(first.part("common").values()[up.offset()]).isZero();
    assertThat(first.part("base").values()).isEqualTo(common.part("base").values());
    assertThat(first.part("common").values())
        .isNotEqualTo(
            method.work(MethodCase.Work.of(method, 0, 1)).upload().part("common").values());
    assertThat(result.upload().names()).containsExactly("common", "head");
    Scored after = method.scored(0, result.local(), result.own());
    assertThat(after.state().names()).contains("base", "common", "head");
    assertThat(method.scored(0, common, result.own()).state().names())
        .containsExactlyInAnyOrder("base", "head");
  }

  /** Client 0 takes part in every round, client 2 only in the first and the third. */
  @Test
  void aClientThatWasAwayGetsEveryStackItLacks() {
    State common = merged(method.initialCommon(), 1, 0, 2);
    Owned regular = worked(common, 0, 2, method.initialOwn(0));
    common = merged(common, 2, 0);
    assertThat(method.download(common, 0, 3).names()).containsExactly("stack-2", "head");
    assertThat(method.download(common, 2, 3).names()).containsExactly("stack-1", "stack-2", "head");
    for (Owned own :
        List.of(worked(common, 0, 3, regular), worked(common, 2, 3, method.initialOwn(2)))) {
      assertThat(own.state().part("base").values()).isEqualTo(common.part("base").values());
      assertThat(own.state().part("merged").values()).containsExactly(2);
    }
  }

  /** Its update of round 2 is lost: the server cannot know that stack 1 has been merged. */
  @Test
  void aStackThatComesTwiceIsMergedOnce() {
    State common = merged(method.initialCommon(), 1, 0, 2);
    Owned own = worked(common, 2, 2, method.initialOwn(2));
    common = merged(common, 2, 0);
    assertThat(method.download(common, 2, 3).names()).containsExactly("stack-1", "stack-2", "head");
    assertThat(worked(common, 2, 3, own).state().part("base").values())
        .isEqualTo(common.part("base").values());
  }

  @Test
  void theBaseIsSentWholeWhereThatIsLess() {
    State common = method.initialCommon();
    for (int round = 1; round <= 5; round++) {
      common = merged(common, round, 2);
    }
    // Rank 4 for a linear of 8 by 8 is as much as the linear itself; rank 5 is more.
    assertThat(method.download(common, 3, 6).names()).containsExactly("base-5", "head");
    assertThat(common.names()).doesNotContain("stack-1").contains("stack-2");
    Owned own = worked(common, 3, 6, method.initialOwn(3));
    assertThat(own.state().part("base").values()).isEqualTo(common.part("base").values());
    common = merged(common, 6, 0, 1, 2, 3);
    assertThat(method.download(common, 3, 7).names()).containsExactly("base-6", "head");
    assertThat(common.names()).doesNotContain("stack-5");
  }

  @Test
  void whatNeverTravelsIsNotSent() {
    for (String part : List.of("base", "made", "proven", "merged", "stack-1")) {
      assertThat(method.mayLeave(part, 1)).isFalse();
    }
    assertThat(method.download(method.initialCommon(), 0, 1).names()).containsExactly("head");
    assertThat(method.objection(method.initialCommon(), MethodCase.update(0, 1, drawn(0, 1))))
        .isEmpty();
    assertThat(method.objection(method.initialCommon(), MethodCase.update(0, 1, drawn(1, 1))))
        .isNotEmpty();
  }
}
