package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.fedlora.foundation.Architecture;
import io.fedlora.scenario.ScenarioException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxCheckpointTest {
  private static final Architecture SHAPE = new Architecture(1, 4, 2, 6, 5, 8, 0, 2, 0, 1e-12);
  private static final int INT64 = 7;

  private final Checkpoint random = RandomCheckpoint.of("random", SHAPE);

  private interface Writer {
    void write(CodedOutputStream out) throws IOException;
  }

  private static ByteString message(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    writer.write(out);
    out.flush();
    return ByteString.copyFrom(bytes.toByteArray());
  }

  private static ByteString tensor(
      String name, int type, List<Integer> shape, byte[] data, boolean packed) throws IOException {
    ByteString dims =
        message(
            out -> {
              for (int extent : shape) {
                out.writeInt64NoTag(extent);
              }
            });
    return message(
        out -> {
          if (packed) {
            out.writeBytes(1, dims);
          } else {
            for (int extent : shape) {
              out.writeInt64(1, extent);
            }
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          out.writeByteArray(9, data);
        });
  }

  private static ByteString node(String type, String name, String... inputs) throws IOException {
    return message(
        out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          out.writeString(2, "output");
          out.writeString(3, name);
          out.writeString(4, type);
        });
  }

  private static byte[] floats(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** The arrays as an exporter writes them: matrices of linears nameless and transposed. */
  private static byte[] onnx(Map<String, Weights> weights, boolean packed) throws IOException {
    ByteString graph =
        message(
            out -> {
              out.writeBytes(1, node("MatMul", "/encoder/layer.0/attention/self/MatMul", "a", "b"));
              out.writeBytes(1, node("Add", "/encoder/layer.0/output/Add", "a", "b"));
              out.writeString(2, "a graph");
              out.writeBytes(
                  5, tensor("embeddings.position_ids", INT64, List.of(1), new byte[8], packed));
              for (Map.Entry<String, Weights> entry : weights.entrySet()) {
                write(out, entry.getKey(), entry.getValue(), packed);
              }
            });
    return message(
            out -> {
              out.writeInt64(1, 8);
              out.writeBytes(7, graph);
              out.writeString(3, "something after it");
            })
        .toByteArray();
  }

  private static void write(CodedOutputStream out, String name, Weights array, boolean packed)
      throws IOException {
    if (name.startsWith("embeddings.") || !name.endsWith("weight") || array.shape().size() == 1) {
      out.writeBytes(5, tensor(name, 1, array.shape(), floats(array.values()), packed));
      return;
    }
    int rows = array.shape().get(0);
    int columns = array.shape().get(1);
    float[] transposed = new float[rows * columns];
    for (int i = 0; i < transposed.length; i++) {
      transposed[i] = array.values()[i % rows * columns + i / rows];
    }
    String path = "/" + name.replace(".weight", "").replace('.', '/').replace("layer/", "layer.");
    String nameless = "onnx::MatMul_" + name.hashCode();
    out.writeBytes(5, tensor(nameless, 1, List.of(columns, rows), floats(transposed), packed));
    out.writeBytes(1, node("MatMul", path + "/MatMul", "hidden", nameless));
  }

  private static Map<String, Weights> read(byte[] bytes) {
    return OnnxCheckpoint.read("x.onnx", new ByteArrayInputStream(bytes), SHAPE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsEveryArray(boolean packed) throws IOException {
    Map<String, Weights> found = read(onnx(random.weights(), packed));
    assertThat(found.keySet()).containsExactlyElementsOf(random.weights().keySet());
    assertThat(found).usingRecursiveComparison().isEqualTo(random.weights());
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Map<String, Weights> fewer = new LinkedHashMap<>(random.weights());
    fewer.remove("encoder.layer.0.output.dense.weight");
    byte[] bytes = onnx(fewer, true);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("x.onnx: array encoder.layer.0.output.dense.weight of shape [4, 6] is missing");
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    byte[] whole = onnx(random.weights(), true);
    for (int length = 0; length < whole.length - 30; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(ScenarioException.class)
          .hasMessageStartingWith("x.onnx: ");
    }
    assertThatThrownBy(() -> read("this is no model".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("x.onnx: is no ONNX file or damaged");
  }

  @Test
  void refusesAnInitializerOfTheWrongSize() throws IOException {
    ByteString graph =
        message(out -> out.writeBytes(5, tensor("w", 1, List.of(2, 3), new byte[20], true)));
    byte[] bytes = message(out -> out.writeBytes(7, graph)).toByteArray();
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("x.onnx: initializer w of shape [2, 3] has 20 bytes of raw data, expected 24");
  }
}
