package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitFactorsTest {
  private static final String DOWN = "layer.0.query.A";
  private static final String UP = "layer.0.query.Bt";

  private static Part ramp(Part part, double slope) {
    float[] values = new float[part.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (slope * (i % 5 - 2));
    }
    return part.with(values);
  }

  /** {@code B A}, [outputs][inputs]. */
  private static double[][] product(Part down, Part up) {
    Factors factors = Factors.of(down, DOWN, up, UP, 1);
    double[][] product = new double[factors.outputs()][factors.inputs()];
    for (int row = 0; row < factors.outputs(); row++) {
      for (int column = 0; column < factors.inputs(); column++) {
        for (int k = 0; k < factors.rank(); k++) {
          product[row][column] +=
              (double) factors.bt()[k * factors.outputs() + row]
                  * factors.a()[k * factors.inputs() + column];
        }
      }
    }
    return product;
  }

  private static Part frozen(FederatedMethod method, int client) {
    return method
        .scored(client, method.initialCommon(), method.initialOwn(client))
        .state()
        .part("frozen");
  }

  @Test
  void ffaTrainsBAloneAndSendsHalfOfHomlora() {
    FederatedMethod method = MethodCase.method("ffa-lora");
    MethodCase.Work work = MethodCase.Work.of(method, 1, 1);
    LocalResult result = method.work(work);
    assertThat(work.trained()).containsOnly(List.of("common", "head"));
    assertThat(work.requests.get(0).state().names()).contains("frozen");
    assertThat(result.upload().names()).containsExactly("common", "head");
    assertThat(result.upload().part("common").values()).containsOnly(-(float) MethodCase.STEPS);
    assertThat(2 * result.upload().part("common").values().length)
        .isEqualTo(MethodCase.method("homlora").initialCommon().part("common").values().length);
    assertThat(frozen(method, 0).values()).isEqualTo(frozen(method, 3).values());
    assertThat(method.mayLeave("frozen", 1)).isFalse();
  }

  @Test
  void ffasMeanOfFactorsIsTheMeanOfProducts() {
    FederatedMethod method = MethodCase.method("ffa-lora");
    State start = method.initialCommon();
    Part first = ramp(start.part("common"), 1);
    Part second = ramp(start.part("common"), -3);
    State merged =
        method.merge(
            start,
            MethodCase.alike(
                MethodCase.update(0, 1, start.with(first)),
                MethodCase.update(1, 1, start.with(second))),
            1);
    Part down = frozen(method, 0);
    double[][] one = product(down, first);
    double[][] two = product(down, second);
    double[][] mean = product(down, merged.part("common"));
    assertThat(mean[0][0]).isNotZero();
    for (int row = 0; row < mean.length; row++) {
      for (int column = 0; column < mean[row].length; column++) {
        assertThat(mean[row][column])
            .isCloseTo((one[row][column] + two[row][column]) / 2, within(1e-6));
      }
    }
  }

  @Test
  void fedsaTrainsBothSendsAAndKeepsBAndTheHead() {
    FederatedMethod method = MethodCase.method("fedsa-lora", "keep-optimizer = false");
    MethodCase.Work work = MethodCase.Work.of(method, 1, 1);
    LocalResult result = method.work(work);
    assertThat(work.trained()).containsOnly(List.of("common", "private", "head"));
    assertThat(result.upload().names()).containsExactly("common");
    assertThat(result.upload().part("common").layout().entries())
        .allMatch(entry -> entry.name().endsWith(".A"));
    assertThat(result.own().state().names()).containsExactly("private", "head");
    assertThat(result.own().state().part("private").values())
        .containsOnly(-(float) MethodCase.STEPS);
    assertThat(method.mayLeave("private", 1)).isFalse();
    assertThat(method.mayLeave("head", 1)).isFalse();
    Scored scored = method.scored(1, method.initialCommon(), result.own());
    assertThat(scored.state().names()).containsExactlyInAnyOrder("common", "private", "head");
  }
}
