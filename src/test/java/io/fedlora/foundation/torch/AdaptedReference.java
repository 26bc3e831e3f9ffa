package io.fedlora.foundation.torch;

import io.fedlora.adapter.Entry;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Bottleneck;
import io.fedlora.foundation.ExpertMixture;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.PrefixTokens;
import io.fedlora.foundation.WeightDelta;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.ReferenceEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The encoder with its insertions written out in float64, to hold the step program against. */
final class AdaptedReference extends ReferenceEncoder {
  private final Wiring wiring;
  private final Map<String, double[]> values;
  private final Map<String, WeightDelta> deltas = new LinkedHashMap<>();

  AdaptedReference(Wiring wiring, Map<String, double[]> values) {
    super(Fixture.CHECKPOINT);
    this.wiring = wiring;
    this.values = values;
    for (Insertion insertion : wiring.insertions()) {
      if (insertion instanceof WeightDelta delta) {
        deltas.put(checkpointName(delta), delta);
      }
    }
  }

  /** The class scores of a batch's rows. */
  double[][] logits(Batch batch) {
    double[][] logits = new double[batch.rows()][];
    for (int row = 0; row < logits.length; row++) {
      double[][] hidden = lastHidden(Fixture.TEXTS.text(batch.texts()[row]));
      double[] pooled = hidden[0];
      if (wiring.pooling() == Pooling.MEAN) {
        pooled = new double[hidden[0].length];
        for (double[] token : hidden) {
          for (int i = 0; i < pooled.length; i++) {
            pooled[i] += token[i] / hidden.length;
          }
        }
      }
      logits[row] = plus(product("head", "head.weight", pooled), values("head", "head.bias"));
    }
    return logits;
  }

  /** Mean cross-entropy of a batch. */
  double loss(Batch batch) {
    double[][] logits = logits(batch);
    double sum = 0;
    for (int row = 0; row < logits.length; row++) {
      double total = Arrays.stream(logits[row]).map(Math::exp).sum();
      sum += Math.log(total) - logits[row][batch.labels()[row]];
    }
    return sum / logits.length;
  }

  @Override
  protected float[] array(String name) {
    float[] frozen = super.array(name);
    WeightDelta delta = deltas.get(name);
    if (delta == null) {
      return frozen;
    }
    double[] added = values(delta.part(), delta.entry());
    float[] sum = new float[frozen.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (frozen[i] + added[i]);
    }
    return sum;
  }

  @Override
  protected double[][] attendedTo(double[][] own, String name) {
    double[][] all = own;
    for (Insertion insertion : wiring.insertions()) {
      if (insertion instanceof PrefixTokens prefix
          && name.startsWith("encoder.layer." + prefix.layer() + ".")) {
        String entry = name.endsWith("key") ? prefix.key() : prefix.value();
        double[] flat = values(prefix.part(), entry);
        int width = own[0].length;
        double[][] longer = new double[all.length + prefix.tokens()][];
        for (int i = 0; i < prefix.tokens(); i++) {
          longer[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        System.arraycopy(all, 0, longer, prefix.tokens(), all.length);
        all = longer;
      }
    }
    return all;
  }

  @Override
  protected double[][] linear(double[][] input, String name) {
    double[][] output = super.linear(input, name);
    for (int token = 0; token < input.length; token++) {
      double[] given = output[token];
      for (Insertion insertion : wiring.insertions()) {
        if (insertion instanceof LowRank adapter && sits(adapter.layer(), adapter.linear(), name)) {
          given = plus(given, update(adapter, input[token]));
        }
        if (insertion instanceof ExpertMixture mixture
            && sits(mixture.layer(), mixture.linear(), name)) {
          given = plus(given, mixed(mixture, input[token]));
        }
      }
      double[] sum = given;
      for (Insertion insertion : wiring.insertions()) {
        if (insertion instanceof Bottleneck one && sits(one.layer(), one.linear(), name)) {
          sum = plus(sum, bottleneck(one, given));
        }
      }
      output[token] = sum;
    }
    return output;
  }

  private static boolean sits(int layer, Linear linear, String name) {
    return name.equals("encoder.layer." + layer + "." + linear.path());
  }

  private double[] update(LowRank adapter, double[] input) {
    double[] inner = product(adapter.downPart(), adapter.down(), input);
    double[] up = values(adapter.upPart(), adapter.up());
    double[] result = new double[up.length / inner.length];
    for (int r = 0; r < inner.length; r++) {
      for (int o = 0; o < result.length; o++) {
        result[o] += adapter.scale() * inner[r] * up[r * result.length + o];
      }
    }
    return result;
  }

  private double[] mixed(ExpertMixture mixture, double[] input) {
    double[] scores =
        plus(
            product(mixture.gatePart(), mixture.gateWeight(), input),
            values(mixture.gatePart(), mixture.gateBias()));
    double total = Arrays.stream(scores).map(Math::exp).sum();
    double[] sum = new double[0];
    for (int e = 0; e < scores.length; e++) {
      double share = Math.exp(scores[e]) / total;
      double[] own =
          Arrays.stream(update(mixture.experts().get(e), input)).map(x -> share * x).toArray();
      sum = e == 0 ? own : plus(sum, own);
    }
    return sum;
  }

  private double[] bottleneck(Bottleneck one, double[] given) {
    double[] inner =
        plus(
            product(one.part(), one.entry("down.weight"), given),
            values(one.part(), one.entry("down.bias")));
    double[] bent = Arrays.stream(inner).map(x -> Math.max(0, x)).toArray();
    double[] outer =
        plus(
            product(one.part(), one.entry("up.weight"), bent),
            values(one.part(), one.entry("up.bias")));
    return Arrays.stream(outer).map(x -> one.scale() * x).toArray();
  }

  private double[] product(String part, String entry, double[] input) {
    double[] matrix = values(part, entry);
    double[] result = new double[matrix.length / input.length];
    for (int o = 0; o < result.length; o++) {
      for (int i = 0; i < input.length; i++) {
        result[o] += matrix[o * input.length + i] * input[i];
      }
    }
    return result;
  }

  private double[] values(String part, String name) {
    Entry entry = wiring.layout(part).entry(name);
    return Arrays.copyOfRange(
        Fixture.of(values, part), entry.offset(), entry.offset() + entry.size());
  }

  private static double[] plus(double[] left, double[] right) {
    double[] sum = new double[left.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = left[i] + right[i];
    }
    return sum;
  }

  private static String checkpointName(WeightDelta delta) {
    String key = delta.weight().key();
    String path = "encoder.layer." + delta.layer() + ".";
    switch (key) {
      case "words":
        return "embeddings.word_embeddings.weight";
      case "positions":
        return "embeddings.position_embeddings.weight";
      case "segments":
        return "embeddings.token_type_embeddings.weight";
      default:
        String array = key.substring(key.lastIndexOf('.'));
        String owner = key.substring(0, key.lastIndexOf('.'));
        return switch (owner) {
          case "embedding-norm" -> "embeddings.LayerNorm" + array;
          case "attention-norm" -> path + "attention.output.LayerNorm" + array;
          case "output-norm" -> path + "output.LayerNorm" + array;
          default ->
              path
                  + Arrays.stream(Linear.values())
                      .filter(linear -> linear.key().equals(owner))
                      .findFirst()
                      .orElseThrow()
                      .path()
                  + array;
        };
    }
  }
}
