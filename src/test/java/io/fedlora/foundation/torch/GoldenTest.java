package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.foundation.checkpoint.HuggingFaceFolder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoder against the outputs of another library. */
class GoldenTest {
  private final List<EncodedText> encoded = new ArrayList<>();
  private final List<double[][]> hidden = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"tiny-bert", "tiny-roberta"})
  void everyTokenOfEveryTextIsRight(String folder) throws Exception {
    Checkpoint checkpoint = read(folder);
    int width = checkpoint.architecture().width();
    try (TorchModel model = model(checkpoint, Precision.FLOAT64)) {
      byte[][] rows = model.activations(checkpoint.architecture().layers(), 0);
      for (int text = 0; text < rows.length; text++) {
        ByteBuffer found = ByteBuffer.wrap(rows[text]).order(ByteOrder.nativeOrder());
        for (double[] token : hidden.get(text)) {
          for (int i = 0; i < width; i++) {
            assertThat(found.getDouble()).isCloseTo(token[i], within(1e-8));
          }
        }
        assertThat(found.hasRemaining()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-bert", "tiny-roberta"})
  void pooledOutputsAreRightThroughIdleAdapters(String folder) throws Exception {
    Checkpoint checkpoint = read(folder);
    try (TorchModel model = model(checkpoint, Precision.FLOAT32)) {
      for (Pooling pooling : Pooling.values()) {
        Wiring wiring = idle(checkpoint.architecture(), pooling);
        float[][] pooled = model.logits(wiring, identity(wiring), all().batch(0, 1, 2, 3));
        for (int text = 0; text < pooled.length; text++) {
          double[][] tokens = hidden.get(text);
          int read = pooling == Pooling.MEAN ? tokens.length : 1;
          for (int i = 0; i < pooled[text].length; i++) {
            double sum = 0;
            for (int token = 0; token < read; token++) {
              sum += tokens[token][i];
            }
            assertThat((double) pooled[text][i]).isCloseTo(sum / read, within(1e-5));
          }
        }
      }
    }
  }

  private static Wiring idle(Architecture architecture, Pooling pooling) {
    List<Insertion> insertions = new ArrayList<>();
    for (Linear linear : Linear.values()) {
      insertions.add(new LowRank("common", 0, linear, 2, 1));
      insertions.add(new LowRank("common", 1, linear, 2, 1));
    }
    return new Wiring(architecture, insertions, new Head("head", architecture.width()), pooling);
  }

  /** A head that gives the pooled output as it is; the adapters' factors are all zero. */
  static State identity(Wiring wiring) {
    List<Part> parts = new ArrayList<>();
    wiring.layouts().forEach((name, layout) -> parts.add(Part.zeros(name, layout)));
    State state = State.of(parts);
    Part head = state.part(wiring.head().part());
    float[] values = head.values().clone();
    Entry weight = head.layout().entry("head.weight");
    int width = weight.shape().get(1);
    for (int i = 0; i < width; i++) {
      values[weight.offset() + i * width + i] = 1;
    }
    return state.with(head.with(values));
  }

  private TorchModel model(Checkpoint checkpoint, Precision precision) {
    return new TorchModel(checkpoint, precision, all(), 1 << 20, Device.cpu());
  }

  private TokenTable all() {
    return new TokenTable(encoded, new int[encoded.size()]);
  }

  private Checkpoint read(String folder) throws Exception {
    Path golden = Path.of("src/test/resources/golden", folder);
    JsonObject expected =
        JsonParser.parseString(Files.readString(golden.resolve("expected.json"))).getAsJsonObject();
    for (JsonElement element : expected.getAsJsonArray("cases")) {
      JsonObject text = element.getAsJsonObject();
      encoded.add(
          new EncodedText(
              integers(text.getAsJsonArray("ids")), integers(text.getAsJsonArray("segments"))));
      List<double[]> tokens = new ArrayList<>();
      for (JsonElement token : text.getAsJsonArray("lastHidden")) {
        tokens.add(
            token.getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray());
      }
      hidden.add(tokens.toArray(double[][]::new));
    }
    assertThat(encoded).hasSize(4);
    return HuggingFaceFolder.read(golden);
  }

  private static int[] integers(JsonArray array) {
    return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
  }
}
