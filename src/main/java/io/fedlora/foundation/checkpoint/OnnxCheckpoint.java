package io.fedlora.foundation.checkpoint;

import io.fedlora.foundation.Architecture;
import io.fedlora.scenario.ScenarioException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights of a BERT encoder out of an ONNX file.
 *
 * <p>Embeddings, biases and layer norms keep their Hugging Face names there. The matrices of
 * linears are nameless, numbered differently in every file and transposed to [inputs, outputs]; the
 * path of the {@code MatMul} node that reads one says which it is.
 */
final class OnnxCheckpoint {
  private static final String SUFFIX = "/MatMul";

  private OnnxCheckpoint() {}

  /**
   * Reads and checks every array the encoder needs.
   *
   * @param file named in errors
   * @throws ScenarioException if the file is damaged or holds another encoder
   */
  static Map<String, Weights> read(String file, InputStream stream, Architecture architecture) {
    OnnxGraph graph = OnnxGraph.read(file, stream);
    Map<String, Weights> found = new LinkedHashMap<>(graph.initializers());
    graph
        .matMuls()
        .forEach(
            (node, inputs) -> {
              if (node.startsWith("/") && node.endsWith(SUFFIX)) {
                addLinear(found, node, inputs);
              }
            });
    return EncoderArrays.select(file, architecture, found);
  }

  private static void addLinear(Map<String, Weights> found, String node, List<String> inputs) {
    for (String input : inputs) {
      Weights matrix = found.get(input);
      if (matrix != null && matrix.shape().size() == 2) {
        String path = node.substring(1, node.length() - SUFFIX.length()).replace('/', '.');
        found.put(path + ".weight", transposed(matrix));
        // One copy of every matrix is enough.
        found.remove(input);
      }
    }
  }

  private static Weights transposed(Weights matrix) {
    int rows = matrix.shape().get(0);
    int columns = matrix.shape().get(1);
    float[] values = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[j * rows + i] = matrix.values()[i * columns + j];
      }
    }
    return new Weights(List.of(columns, rows), values);
  }
}
