package io.fedlora.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.scenario.InvalidValue;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;
import org.junit.jupiter.api.Test;

class LowRankRegressionTest {
  private static final int COLUMNS = 24;

  private final LabelledTexts texts =
      new LowRankRegression(new LowRankRegression.Options(List.of(2, 6), COLUMNS, 3)).read();

  @Test
  void columnsAreOrthogonalInTheirRows() {
    for (List<Example> section : List.of(texts.training(), texts.test())) {
      for (int client = 0; client < 2; client++) {
        DMatrixRMaj x = inputs(section, client);
        assertThat(x.numCols).isEqualTo(COLUMNS);
        assertThat(distance(overColumns(x, x), CommonOps_DDRM.identity(16))).isLessThan(1e-12);
      }
    }
    assertThat(texts.metric()).isEqualTo(Metric.MSE);
  }

  @Test
  void clientsHaveTheirTrueRanksInOneBasis() {
    DMatrixRMaj two = weight(texts.training(), 0);
    DMatrixRMaj six = weight(texts.training(), 1);
    assertThat(singularValues(two)).containsExactly(ones(2), within(1e-10));
    assertThat(singularValues(six)).containsExactly(ones(6), within(1e-10));
    // The smaller map is a part of the larger one.
    DMatrixRMaj rest = new DMatrixRMaj(16, 16);
    CommonOps_DDRM.subtract(six, two, rest);
    assertThat(singularValues(rest)).containsExactly(ones(4), within(1e-10));
    assertThat(distance(weight(texts.test(), 1), six)).isLessThan(1e-12);
  }

  @Test
  void anotherInstanceIsAnotherDraw() {
    LabelledTexts other =
        new LowRankRegression(new LowRankRegression.Options(List.of(2, 6), COLUMNS, 4)).read();
    assertThat(other.training().get(0).text()).isNotEqualTo(texts.training().get(0).text());
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new LowRankRegression.Options(List.of(2, 17), 64, 0))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("[2, 17]");
    assertThatThrownBy(() -> new LowRankRegression.Options(List.of(), 64, 0))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new LowRankRegression.Options(List.of(2), 15, 0))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("15");
  }

  private static List<Example> of(List<Example> section, int client) {
    return section.stream().filter(e -> ("client-000" + client).equals(e.attribute())).toList();
  }

  private static DMatrixRMaj inputs(List<Example> section, int client) {
    return matrix(of(section, client).stream().map(Example::text).toList());
  }

  /** W from Y Xᵀ/N. */
  private static DMatrixRMaj weight(List<Example> section, int client) {
    List<String> outputs = of(section, client).stream().map(e -> String.valueOf(e.pair())).toList();
    return overColumns(matrix(outputs), inputs(section, client));
  }

  private static DMatrixRMaj overColumns(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numRows);
    CommonOps_DDRM.multTransB(1.0 / COLUMNS, a, b, product);
    return product;
  }

  private static double distance(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj difference = new DMatrixRMaj(a.numRows, a.numCols);
    CommonOps_DDRM.subtract(a, b, difference);
    return NormOps_DDRM.normF(difference);
  }

  private static DMatrixRMaj matrix(List<String> columns) {
    DMatrixRMaj rows =
        new DMatrixRMaj(
            columns.stream()
                .map(c -> Arrays.stream(c.split(" ")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new));
    return CommonOps_DDRM.transpose(rows, null);
  }

  private static double[] singularValues(DMatrixRMaj matrix) {
    SvdImplicitQrDecompose_DDRM svd = new SvdImplicitQrDecompose_DDRM(true, false, false, false);
    assertThat(svd.decompose(matrix.copy())).isTrue();
    double[] descending = svd.getSingularValues().clone();
    Arrays.sort(descending);
    for (int i = 0; i < descending.length / 2; i++) {
      double low = descending[i];
      descending[i] = descending[descending.length - 1 - i];
      descending[descending.length - 1 - i] = low;
    }
    return descending;
  }

  private static double[] ones(int count) {
    double[] values = new double[16];
    Arrays.fill(values, 0, count, 1);
    return values;
  }
}
