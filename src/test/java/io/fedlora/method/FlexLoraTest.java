package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Spectrum;
import io.fedlora.adapter.State;
import io.fedlora.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlexLoraTest {
  private static final int SIZE = MethodCase.SHAPE.width();
  private static final double ALPHA = 6;

  private final FederatedMethod method =
      MethodCase.method("flexlora", "alpha = 6, ranks = [2, 3, 8, 1]");

  private State drawn(int client) {
    State sent = method.download(method.initialCommon(), client, 1);
    RandomStream stream = RandomStream.of(9, "test", client);
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

  private static Factors factors(State state, double scale) {
    return Factors.of(state.part("common"), "layer.1.value.A", "layer.1.value.Bt", scale);
  }

  /** {@code scale · B A}, [outputs][inputs]. */
  private static double[][] product(Factors factors) {
    double[][] product = new double[factors.outputs()][factors.inputs()];
    for (int row = 0; row < factors.outputs(); row++) {
      for (int column = 0; column < factors.inputs(); column++) {
        for (int k = 0; k < factors.rank(); k++) {
          product[row][column] +=
              factors.scale()
                  * factors.bt()[k * factors.outputs() + row]
                  * factors.a()[k * factors.inputs() + column];
        }
      }
    }
    return product;
  }

  private static double[][] sum(double first, double[][] a, double second, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int row = 0; row < sum.length; row++) {
      for (int column = 0; column < sum[row].length; column++) {
        sum[row][column] = first * a[row][column] + second * b[row][column];
      }
    }
    return sum;
  }

  private static double distance(double[][] a, double[][] b) {
    double sum = 0;
    for (double[] row : sum(1, a, -1, b)) {
      for (double difference : row) {
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum);
  }

  private State merged() {
    return method.merge(
        method.initialCommon(),
        List.of(
            new FederatedMethod.Weighted(MethodCase.update(0, 1, drawn(0)), 0.25),
            new FederatedMethod.Weighted(MethodCase.update(1, 1, drawn(1)), 0.75)),
        1);
  }

  private double[][] expected() {
    return sum(
        0.25, product(factors(drawn(0), ALPHA / 2)), 0.75, product(factors(drawn(1), ALPHA / 3)));
  }

  @Test
  void aClientOfFullRankReceivesTheExactSum() {
    State received = method.download(merged(), 2, 2);
    assertThat(distance(product(factors(received, ALPHA / 8)), expected())).isLessThan(1e-5);
  }

  /** Eckart and Young: the error is what the left-out singular values make up. */
  @Test
  void aClientOfLowRankReceivesTheBestApproximation() {
    double[] values =
        Spectrum.of(
                List.of(factors(drawn(0), 0.25 * ALPHA / 2), factors(drawn(1), 0.75 * ALPHA / 3)))
            .values();
    for (int client : new int[] {0, 1, 3}) {
      State received = method.download(merged(), client, 2);
      int rank = factors(received, 1).rank();
      double left = 0;
      for (int i = rank; i < values.length; i++) {
        left += values[i] * values[i];
      }
      assertThat(distance(product(factors(received, ALPHA / rank)), expected()))
          .isCloseTo(Math.sqrt(left), within(1e-5));
    }
  }

  @Test
  void rowsBeyondTheRankCanStillBeTrained() {
    Factors received = factors(method.download(merged(), 2, 2), 1);
    Factors first = factors(method.initialCommon(), 1);
    for (int row = 5; row < 8; row++) {
      for (int i = 0; i < SIZE; i++) {
        assertThat(received.a()[row * SIZE + i]).isEqualTo(first.a()[row * SIZE + i]);
        assertThat(received.bt()[row * SIZE + i]).isZero();
      }
    }
  }

  @Test
  void everyClientWorksAtItsRankAndIsScoredAtIt() {
    for (int client = 0; client < MethodCase.CLIENTS; client++) {
      MethodCase.Work work = MethodCase.Work.of(method, client, 1);
      LocalResult result = method.work(work);
      int rank = List.of(2, 3, 8, 1).get(client);
      assertThat(factors(result.upload(), 1).rank()).isEqualTo(rank);
      assertThat(
              method.objection(
                  method.initialCommon(), MethodCase.update(client, 1, result.upload())))
          .isEmpty();
      Scored scored = method.scored(client, result.local(), Owned.NOTHING);
      double[][] own = product(factors(result.upload(), ALPHA / rank));
      assertThat(distance(product(factors(scored.state(), ALPHA / rank)), own)).isLessThan(1e-4);
    }
    assertThat(method.objection(method.initialCommon(), MethodCase.update(1, 1, drawn(0))))
        .isNotEmpty();
  }

  @Test
  void headsAreAveraged() {
    float[] mean = merged().part("head").values();
    assertThat(mean[0])
        .isCloseTo(
            0.25f * drawn(0).part("head").values()[0] + 0.75f * drawn(1).part("head").values()[0],
            within(1e-6f));
  }
}
