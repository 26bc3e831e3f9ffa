package io.fedlora.foundation.checkpoint;

import io.fedlora.corpus.EncodedText;
import io.fedlora.foundation.Architecture;

/** The encoder written out in float64 for one text, to hold the readers' arrays against. */
public class ReferenceEncoder {
  private final Checkpoint checkpoint;
  private final Architecture shape;

  public ReferenceEncoder(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    shape = checkpoint.architecture();
  }

  /** The output of the last layer, [tokens][width]. */
  public double[][] lastHidden(EncodedText text) {
    float[] words = array("embeddings.word_embeddings.weight");
    float[] positions = array("embeddings.position_embeddings.weight");
    float[] segments = array("embeddings.token_type_embeddings.weight");
    int width = shape.width();
    double[][] hidden = new double[text.ids().length][width];
    for (int t = 0; t < hidden.length; t++) {
      for (int i = 0; i < width; i++) {
        hidden[t][i] =
            (double) words[text.ids()[t] * width + i]
                + positions[(shape.positionOffset() + t) * width + i]
                + segments[text.segments()[t] * width + i];
      }
    }
    hidden = layerNorm(hidden, "embeddings");
    for (int layer = 0; layer < shape.layers(); layer++) {
      hidden = layer(hidden, "encoder.layer." + layer + ".");
    }
    return hidden;
  }

  /** The mean over the tokens, scaled to length 1. */
  double[] embedding(EncodedText text) {
    double[][] hidden = lastHidden(text);
    double[] mean = new double[shape.width()];
    double squares = 0;
    for (int i = 0; i < mean.length; i++) {
      for (double[] row : hidden) {
        mean[i] += row[i] / hidden.length;
      }
      squares += mean[i] * mean[i];
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= Math.sqrt(squares);
    }
    return mean;
  }

  private double[][] layer(double[][] input, String prefix) {
    double[][] attended = attention(input, prefix + "attention.self.");
    double[][] middle =
        layerNorm(
            sum(linear(attended, prefix + "attention.output.dense"), input),
            prefix + "attention.output");
    double[][] inner = linear(middle, prefix + "intermediate.dense");
    for (double[] row : inner) {
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] / 2 * (1 + erf(row[i] / Math.sqrt(2)));
      }
    }
    return layerNorm(sum(linear(inner, prefix + "output.dense"), middle), prefix + "output");
  }

  private double[][] attention(double[][] input, String prefix) {
    double[][] query = linear(input, prefix + "query");
    double[][] key = attendedTo(linear(input, prefix + "key"), prefix + "key");
    double[][] value = attendedTo(linear(input, prefix + "value"), prefix + "value");
    int size = shape.width() / shape.heads();
    double[][] result = new double[input.length][shape.width()];
    for (int from = 0; from < shape.width(); from += size) {
      for (int t = 0; t < input.length; t++) {
        double[] weights = new double[key.length];
        double total = 0;
        for (int s = 0; s < key.length; s++) {
          double score = 0;
          for (int i = from; i < from + size; i++) {
            score += query[t][i] * key[s][i];
          }
          weights[s] = Math.exp(score / Math.sqrt(size));
          total += weights[s];
        }
        for (int s = 0; s < key.length; s++) {
          for (int i = from; i < from + size; i++) {
            result[t][i] += weights[s] / total * value[s][i];
          }
        }
      }
    }
    return result;
  }

  /** The keys or values of a layer; a place for more of them. */
  protected double[][] attendedTo(double[][] own, String name) {
    return own;
  }

  /** A linear by its name in the checkpoint; a place for what is added to it. */
  protected double[][] linear(double[][] input, String name) {
    float[] weight = array(name + ".weight");
    float[] bias = array(name + ".bias");
    int inputs = input[0].length;
    double[][] output = new double[input.length][bias.length];
    for (int t = 0; t < input.length; t++) {
      for (int o = 0; o < bias.length; o++) {
        double sum = bias[o];
        for (int i = 0; i < inputs; i++) {
          sum += weight[o * inputs + i] * input[t][i];
        }
        output[t][o] = sum;
      }
    }
    return output;
  }

  private double[][] layerNorm(double[][] input, String prefix) {
    float[] weight = array(prefix + ".LayerNorm.weight");
    float[] bias = array(prefix + ".LayerNorm.bias");
    double[][] output = new double[input.length][];
    for (int t = 0; t < input.length; t++) {
      double[] row = input[t];
      double mean = 0;
      for (double x : row) {
        mean += x / row.length;
      }
      double variance = 0;
      for (double x : row) {
        variance += (x - mean) * (x - mean) / row.length;
      }
      output[t] = new double[row.length];
      for (int i = 0; i < row.length; i++) {
        output[t][i] =
            (row[i] - mean) / Math.sqrt(variance + shape.layerNormEpsilon()) * weight[i] + bias[i];
      }
    }
    return output;
  }

  private static double[][] sum(double[][] left, double[][] right) {
    for (int t = 0; t < left.length; t++) {
      for (int i = 0; i < left[t].length; i++) {
        left[t][i] += right[t][i];
      }
    }
    return left;
  }

  /** The error function by a series without cancellation, or 1 where it is 1 to the last digit. */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** An array of the checkpoint; a place for another one. */
  protected float[] array(String name) {
    Weights weights = checkpoint.weights().get(name);
    if (weights == null) {
      throw new AssertionError("no array " + name);
    }
    return weights.values();
  }
}
