package io.fedlora.bench;

import ai.djl.Device;
import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.foundation.checkpoint.RandomCheckpoint;
import io.fedlora.foundation.torch.Form;
import io.fedlora.foundation.torch.TorchModel;
import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Random models of one shape, opened as steps ask for them, with random texts of full length and
 * adapters on query and value of every layer: ranks 8 and 2, as in the paper.
 */
final class BenchModels implements AutoCloseable {
  /** The shape of MiniLM, with a small vocabulary: the embedding is not part of a step. */
  static final Architecture MINILM = new Architecture(6, 384, 12, 1536, 1000, 512, 0, 2, 0, 1e-12);

  private static final int CLASSES = 16;
  private static final long ACTIVATION_BYTES = 1L << 28;

  private record Key(Form form, Precision precision, int rows, int length) {}

  private final Checkpoint checkpoint;
  private final Map<Key, TorchModel> models = new LinkedHashMap<>();

  BenchModels(Architecture shape) {
    checkpoint = RandomCheckpoint.of("bench", shape);
  }

  /** A step of the case, ready to be run as often as one likes. */
  Runnable step(StepCase measured) {
    Key key = new Key(measured.form(), measured.precision(), measured.rows(), measured.length());
    int texts = measured.rows() * 2;
    TokenTable table = table(texts, measured.length());
    FrozenModel model = models.computeIfAbsent(key, wanted -> open(wanted, table));
    StepRequest request = request(measured, table);
    return () -> model.step(request);
  }

  private TorchModel open(Key key, TokenTable table) {
    return new TorchModel(
        checkpoint, key.precision(), table, ACTIVATION_BYTES, Device.cpu(), key.form());
  }

  private TokenTable table(int texts, int length) {
    RandomStream random = RandomStream.of(1, "bench-texts", length);
    List<EncodedText> encoded = new ArrayList<>();
    int[] labels = new int[texts];
    for (int i = 0; i < texts; i++) {
      int[] ids = new int[length];
      Arrays.setAll(ids, place -> random.nextInt(checkpoint.architecture().vocabulary()));
      encoded.add(new EncodedText(ids, new int[length]));
      labels[i] = random.nextInt(CLASSES);
    }
    return new TokenTable(encoded, labels);
  }

  private StepRequest request(StepCase measured, TokenTable table) {
    Wiring wiring = wiring(measured.method(), measured.pooling());
    int rows = measured.rows();
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < measured.method().batches(); i++) {
      batches.add(table.batch(IntStream.range(i * rows, (i + 1) * rows).toArray()));
    }
    return new StepRequest(wiring, measured.method().recipe(), state(wiring), batches, 1e-3, 1e-3);
  }

  private Wiring wiring(StepMethod method, Pooling pooling) {
    Architecture shape = checkpoint.architecture();
    List<Insertion> insertions = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      for (Linear linear : List.of(Linear.QUERY, Linear.VALUE)) {
        insertions.add(new LowRank("common", layer, linear, 8, 1));
        if (method != StepMethod.HOMLORA) {
          insertions.add(new LowRank("private", layer, linear, 2, 4));
        }
      }
    }
    return new Wiring(shape, insertions, new Head("head", CLASSES), pooling);
  }

  private static State state(Wiring wiring) {
    List<Part> parts = new ArrayList<>();
    wiring
        .layouts()
        .forEach(
            (name, layout) -> {
              RandomStream random = RandomStream.of(1, "bench-state", parts.size());
              float[] values = new float[layout.size()];
              for (Entry entry : layout.entries()) {
                for (int i = 0; i < entry.size(); i++) {
                  values[entry.offset() + i] = (float) (0.02 * random.nextGaussian());
                }
              }
              parts.add(new Part(name, layout, values));
            });
    return State.of(parts);
  }

  @Override
  public void close() {
    models.values().forEach(TorchModel::close);
  }
}
