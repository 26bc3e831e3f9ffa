package io.fedlora.foundation.torch;

import ai.djl.Device;
import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.foundation.checkpoint.RandomCheckpoint;
import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tiny random encoder, texts, wirings and states for tests of the engine. */
final class Fixture {
  static final Architecture SHAPE = new Architecture(3, 16, 2, 32, 60, 24, 0, 2, 0, 1e-12);
  static final Checkpoint CHECKPOINT = RandomCheckpoint.of("tiny", SHAPE);
  static final TokenTable TEXTS = texts(40, 3, 15);
  static final Batch XI = TEXTS.batch(0, 17, 5, 33);
  static final Batch ZETA = TEXTS.batch(21, 2, 39);
  static final List<Linear> ALL = List.of(Linear.values());
  static final List<Linear> QUERY_VALUE = List.of(Linear.QUERY, Linear.VALUE);
  static final double ALPHA = 0.1;

  private Fixture() {}

  static TokenTable texts(int count, int shortest, int longest) {
    RandomStream random = RandomStream.of(3, "texts");
    List<EncodedText> texts = new ArrayList<>();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int length = shortest + random.nextInt(longest - shortest + 1);
      int[] ids = new int[length];
      int[] segments = new int[length];
      for (int place = 0; place < length; place++) {
        ids[place] = 1 + random.nextInt(SHAPE.vocabulary() - 1);
        segments[place] = place > length / 2 ? 1 : 0;
      }
      texts.add(new EncodedText(ids, segments));
      labels[i] = random.nextInt(3);
    }
    return new TokenTable(texts, labels);
  }

  static TorchModel model(Precision precision, Form form) {
    return new TorchModel(CHECKPOINT, precision, TEXTS, 1 << 20, Device.cpu(), form);
  }

  /**
   * Common adapters of rank 3 and private ones of rank 2 from a layer up, the head a third part.
   */
  static Wiring wiring(Pooling pooling, List<Linear> linears, int lowest) {
    List<Insertion> insertions = new ArrayList<>();
    for (int layer = lowest; layer < SHAPE.layers(); layer++) {
      for (Linear linear : linears) {
        insertions.add(new LowRank("common", layer, linear, 3, 1.5));
        insertions.add(new LowRank("private", layer, linear, 2, 2));
      }
    }
    return new Wiring(SHAPE, insertions, new Head("head", 3), pooling);
  }

  /** Random values; B of the private part is zero if asked for. */
  static Map<String, double[]> values(Wiring wiring, boolean privateAtStart) {
    Map<String, double[]> values = new LinkedHashMap<>();
    wiring
        .layouts()
        .forEach(
            (part, layout) -> {
              RandomStream random = RandomStream.of(5, part);
              double[] vector = new double[layout.size()];
              for (Entry entry : layout.entries()) {
                boolean zero =
                    privateAtStart && part.equals("private") && entry.name().endsWith(".Bt");
                for (int i = 0; i < entry.size(); i++) {
                  // float32 values, so that every precision starts from the same numbers
                  double value = (float) (0.2 * random.nextGaussian());
                  vector[entry.offset() + i] = zero ? 0 : value;
                }
              }
              values.put(part, vector);
            });
    return values;
  }

  static State state(Wiring wiring, Map<String, double[]> values) {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, Layout> layout : wiring.layouts().entrySet()) {
      double[] wide = of(values, layout.getKey());
      float[] vector = new float[wide.length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) wide[i];
      }
      parts.add(new Part(layout.getKey(), layout.getValue(), vector));
    }
    return State.of(parts);
  }

  static <V> V of(Map<String, V> values, String part) {
    return Objects.requireNonNull(values.get(part), part);
  }

  static StepRequest gradient(Wiring wiring, Batch batch, String... trainable) {
    return StepRequest.gradient(
        wiring, List.of(trainable), state(wiring, values(wiring, false)), batch);
  }

  static StepRequest bilevel(Wiring wiring, Hypergradient form, double difference) {
    return new StepRequest(
        wiring,
        new Recipe.Bilevel(List.of("common", "head"), "private", form),
        state(wiring, values(wiring, false)),
        List.of(XI, ZETA),
        ALPHA,
        difference);
  }
}
