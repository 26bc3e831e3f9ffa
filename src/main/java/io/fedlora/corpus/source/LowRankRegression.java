package io.fedlora.corpus.source;

import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Regressions with known answers, one for each client: columns x with outputs {@code y = W_k x},
 * where {@code W_k = Σ_{i ≤ ρ_k} u_i v_iᵀ} has the client's true rank ρ_k and all clients share one
 * pair of orthonormal bases ({@code docs/scenarios.md#an-experiment-with-known-answers}). A
 * client's columns X, those to learn from and as many others to be scored on, have orthogonal rows
 * with {@code X Xᵀ/N = I}; so the loss {@code ½‖WX − Y‖²/N} is {@code ½‖W − W_k‖²} on either.
 *
 * <p>A text is a column's inputs, its second text the outputs, its attribute the client.
 */
@Named(
    value = "low-rank-regression",
    summary = "columns of linear maps of known rank, for foundation.model = linear")
public final class LowRankRegression implements Corpus {
  /** Numbers that go in. */
  public static final int INPUTS = 16;

  /** Numbers that come out. */
  public static final int OUTPUTS = 16;

  private static final String KEY = "low-rank-regression";

  /**
   * Options.
   *
   * @param trueRanks ρ_k of each client, 1 to {@link #OUTPUTS}
   * @param columns N, at least {@link #INPUTS}
   * @param instance which draw of bases and columns
   */
  public record Options(List<Integer> trueRanks, int columns, long instance) {
    public Options {
      trueRanks = List.copyOf(trueRanks);
      if (trueRanks.isEmpty() || trueRanks.stream().anyMatch(r -> r < 1 || r > OUTPUTS)) {
        throw new InvalidValue(
            "true-ranks",
            "must give each client a rank from 1 to " + OUTPUTS + ", found " + trueRanks,
            "write for example true-ranks = [2, 6]");
      }
      if (columns < INPUTS) {
        throw new InvalidValue(
            "columns",
            "rows of fewer than " + INPUTS + " columns cannot be orthogonal, found " + columns,
            "write for example columns = 64");
      }
    }
  }

  private final Options options;

  public LowRankRegression(Options options) {
    this.options = options;
  }

  @Override
  public LabelledTexts read() {
    double[][] left = orthonormal(OUTPUTS, OUTPUTS, stream(0));
    double[][] right = orthonormal(INPUTS, INPUTS, stream(1));
    List<Example> training = new ArrayList<>();
    List<Example> test = new ArrayList<>();
    for (int client = 0; client < options.trueRanks().size(); client++) {
      double[][] weight = weight(left, right, options.trueRanks().get(client));
      addColumns(training, client, weight, stream(2 + 2L * client));
      addColumns(test, client, weight, stream(3 + 2L * client));
    }
    return new LabelledTexts(List.of("column"), Metric.MSE, training, test);
  }

  private RandomStream stream(long use) {
    return RandomStream.of(options.instance(), KEY, use);
  }

  private static double[][] weight(double[][] left, double[][] right, int rank) {
    double[][] weight = new double[OUTPUTS][INPUTS];
    for (int i = 0; i < rank; i++) {
      for (int row = 0; row < OUTPUTS; row++) {
        for (int column = 0; column < INPUTS; column++) {
          weight[row][column] += left[i][row] * right[i][column];
        }
      }
    }
    return weight;
  }

  private void addColumns(List<Example> to, int client, double[][] weight, RandomStream stream) {
    int columns = options.columns();
    double[][] rows = orthonormal(INPUTS, columns, stream);
    double scale = Math.sqrt(columns);
    // Zeros in front, because values of an attribute go by their spelling.
    String attribute = "client-%04d".formatted(client);
    for (int column = 0; column < columns; column++) {
      double[] x = new double[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        x[i] = scale * rows[i][column];
      }
      double[] y = Arrays.stream(weight).mapToDouble(row -> dot(row, x)).toArray();
      to.add(new Example(words(x), words(y), 0, attribute));
    }
  }

  /** Orthonormal rows, from normal variates by Gram and Schmidt's procedure, gone through twice. */
  private static double[][] orthonormal(int count, int length, RandomStream stream) {
    double[][] rows = new double[count][length];
    for (int i = 0; i < count; i++) {
      double[] row = rows[i];
      Arrays.setAll(row, k -> stream.nextGaussian());
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          double[] other = rows[j];
          double share = dot(row, other);
          Arrays.setAll(row, k -> row[k] - share * other[k]);
        }
      }
      double norm = Math.sqrt(dot(row, row));
      Arrays.setAll(row, k -> row[k] / norm);
    }
    return rows;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static String words(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
