package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumTest {
  private static Factors random(long seed, int rank, int inputs, int outputs, double scale) {
    RandomStream random = RandomStream.of(seed, "spectrum");
    float[] a = new float[rank * inputs];
    float[] bt = new float[rank * outputs];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < bt.length; i++) {
      bt[i] = (float) random.nextGaussian();
    }
    return new Factors(rank, inputs, outputs, a, bt, scale);
  }

  private static DMatrixRMaj product(List<Factors> terms) {
    DMatrixRMaj sum = new DMatrixRMaj(terms.get(0).outputs(), terms.get(0).inputs());
    for (Factors term : terms) {
      for (int r = 0; r < term.rank(); r++) {
        for (int o = 0; o < term.outputs(); o++) {
          for (int i = 0; i < term.inputs(); i++) {
            double value =
                term.scale() * term.bt()[r * term.outputs() + o] * term.a()[r * term.inputs() + i];
            sum.set(o, i, sum.get(o, i) + value);
          }
        }
      }
    }
    return sum;
  }

  private static double[] fullDecomposition(DMatrixRMaj matrix) {
    double[] values = SingularOps_DDRM.singularValues(matrix.copy());
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double kept = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = kept;
    }
    return values;
  }

  private static double distance(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj difference = new DMatrixRMaj(left);
    CommonOps_DDRM.subtractEquals(difference, right);
    return NormOps_DDRM.normF(difference);
  }

  @ParameterizedTest
  @CsvSource({"8,2,32,32", "4,4,16,48", "3,1,48,16", "6,6,5,9", "10,4,9,5", "1,1,1,1"})
  void agreesWithTheFullDecomposition(int first, int second, int inputs, int outputs) {
    List<Factors> terms =
        List.of(random(1, first, inputs, outputs, 2), random(2, second, inputs, outputs, -0.5));
    double[] full = fullDecomposition(product(terms));

    double[] thin = Spectrum.of(terms).values();

    assertThat(thin.length).isLessThanOrEqualTo(first + second);
    for (int i = 0; i < full.length; i++) {
      assertThat(i < thin.length ? thin[i] : 0).isCloseTo(full[i], within(1e-5 * full[0]));
    }
    assertThat(Factors.stack(terms).norm())
        .isCloseTo(NormOps_DDRM.normF(product(terms)), within(1e-6 * full[0]));
  }

  @ParameterizedTest
  @CsvSource({"8,2,20,24,4", "3,3,20,24,6", "2,2,20,24,7", "6,6,5,9,3", "2,2,8,8,0"})
  void truncatesBestPossible(int first, int second, int inputs, int outputs, int rank) {
    List<Factors> terms =
        List.of(random(3, first, inputs, outputs, 1), random(4, second, inputs, outputs, 0.3));
    DMatrixRMaj exact = product(terms);
    double[] full = fullDecomposition(exact);
    double rest = 0;
    for (int i = rank; i < full.length; i++) {
      rest += full[i] * full[i];
    }

    Factors truncated = Spectrum.of(terms).truncated(rank);

    assertThat(truncated.rank()).isEqualTo(rank);
    assertThat(distance(product(List.of(truncated)), exact))
        .isCloseTo(Math.sqrt(rest), within(1e-5 * NormOps_DDRM.normF(exact)));
  }

  @Test
  void countsTheNumericalRank() {
    Factors strong = random(5, 3, 40, 40, 1);
    Factors weak = random(6, 2, 40, 40, 1e-4);
    assertThat(Spectrum.of(List.of(strong)).rank()).isEqualTo(3);
    assertThat(Spectrum.of(List.of(strong, weak)).rank()).isEqualTo(3);
    assertThat(Spectrum.of(List.of(strong, weak)).rank(1e-6)).isEqualTo(5);
    assertThat(Spectrum.of(List.of(strong, strong)).rank()).isEqualTo(3);
    assertThat(Spectrum.of(List.of(random(7, 4, 40, 40, 0))).rank()).isZero();
    assertThat(Spectrum.of(List.of(random(7, 0, 40, 40, 1))).rank()).isZero();
  }

  @Test
  void refusesWhatIsNotFinite() {
    Factors factors = random(11, 2, 6, 6, 1);
    factors.a()[3] = Float.NaN;
    assertThatThrownBy(() -> Spectrum.of(List.of(factors)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sameFactorsSameBits() {
    List<Factors> terms = List.of(random(8, 8, 64, 64, 2), random(9, 2, 64, 64, 1));
    assertThat(Spectrum.of(terms).values()).isEqualTo(Spectrum.of(terms).values());
    Factors once = Spectrum.of(terms).truncated(4);
    Factors again = Spectrum.of(terms).truncated(4);
    assertThat(once.a()).isEqualTo(again.a());
    assertThat(once.bt()).isEqualTo(again.bt());
    // Every JDK has to give these.
    assertThat(Arrays.hashCode(Spectrum.of(terms).values())).isEqualTo(2095135057);
    assertThat(Arrays.hashCode(once.a())).isEqualTo(457283793);
  }

  @Test
  void padsAndCutsRows() {
    Factors factors = random(10, 3, 7, 5, 0.25);
    Factors padded = factors.withRank(5);
    assertThat(distance(product(List.of(padded)), product(List.of(factors)))).isZero();
    assertThat(padded.withRank(3).a()).isEqualTo(factors.a());
    assertThat(factors.withRank(1).bt()).hasSize(5).startsWith(factors.bt()[0]);
    assertThat(padded.norm()).isEqualTo(factors.norm());
  }

  @Test
  void takesFactorsOutOfAPart() {
    Layout layout = Layout.builder().add("x", 1).add("A", 2, 3).add("Bt", 2, 1).build();
    Part part = new Part("common", layout, new float[] {9, 1, 2, 3, 4, 5, 6, 7, 8});
    Factors factors = Factors.of(part, "A", "Bt", 2);
    assertThat(factors.a()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(factors.bt()).containsExactly(7, 8);
    assertThat(factors.rank()).isEqualTo(2);
    assertThat(factors.inputs()).isEqualTo(3);
    assertThat(factors.outputs()).isEqualTo(1);
  }

  @Test
  void refusesUpdatesOfDifferentLinears() {
    List<Factors> terms = List.of(random(1, 1, 4, 4, 1), random(1, 1, 4, 8, 1));
    assertThatThrownBy(() -> Factors.stack(terms))
        .hasMessage("a 8 by 4 update cannot be added to a 4 by 4 one");
  }
}
