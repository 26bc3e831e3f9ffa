package io.fedlora.foundation.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of an ONNX file matters here: its float32 initializers by name, and which initializer each
 * {@code MatMul} node reads. Everything else in the file is skipped.
 */
final class OnnxGraph {
  // Field numbers of onnx.proto.
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_NAME = 3;
  private static final int NODE_TYPE = 4;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW_DATA = 9;
  private static final int FLOAT32 = 1;

  private final String file;
  private final CodedInputStream in;
  private final Map<String, Weights> initializers = new LinkedHashMap<>();
  private final Map<String, List<String>> matMuls = new LinkedHashMap<>();

  private OnnxGraph(String file, InputStream stream) {
    this.file = file;
    in = CodedInputStream.newInstance(stream, 1 << 16);
    in.setSizeLimit(Integer.MAX_VALUE);
  }

  /**
   * Reads a file.
   *
   * @param file named in errors
   * @throws ScenarioException if it is damaged or no ONNX file
   */
  static OnnxGraph read(String file, InputStream stream) {
    OnnxGraph graph = new OnnxGraph(file, stream);
    try {
      graph.readFields(
          field -> {
            if (field != MODEL_GRAPH) {
              return false;
            }
            graph.readMessage(graph::readGraphField);
            return true;
          });
    } catch (IOException | NegativeArraySizeException e) {
      throw new ScenarioException(file + ": is no ONNX file or damaged: " + e.getMessage(), e);
    }
    return graph;
  }

  /** The float32 initializers. */
  Map<String, Weights> initializers() {
    return initializers;
  }

  /** The inputs of each {@code MatMul} node by the node's name. */
  Map<String, List<String>> matMuls() {
    return matMuls;
  }

  /** Takes one field; false if it is to be skipped. */
  private interface Field {
    boolean read(int number) throws IOException;
  }

  private void readFields(Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field.read(WireFormat.getTagFieldNumber(tag)) && !in.skipField(tag)) {
        return;
      }
    }
  }

  private void readMessage(Field field) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    readFields(field);
    in.popLimit(limit);
  }

  private boolean readGraphField(int number) throws IOException {
    if (number == GRAPH_NODE) {
      readNode();
    } else if (number == GRAPH_INITIALIZER) {
      readInitializer();
    } else {
      return false;
    }
    return true;
  }

  private void readNode() throws IOException {
    List<String> inputs = new ArrayList<>();
    String[] nameAndType = {"", ""};
    readMessage(
        number -> {
          switch (number) {
            case NODE_INPUT -> inputs.add(in.readString());
            case NODE_NAME -> nameAndType[0] = in.readString();
            case NODE_TYPE -> nameAndType[1] = in.readString();
            default -> {
              return false;
            }
          }
          return true;
        });
    if (nameAndType[1].equals("MatMul")) {
      matMuls.put(nameAndType[0], inputs);
    }
  }

  private void readInitializer() throws IOException {
    OnnxTensor tensor = new OnnxTensor();
    readMessage(
        number -> {
          switch (number) {
            case TENSOR_DIMS -> readDims(tensor.shape);
            case TENSOR_TYPE -> tensor.type = in.readInt32();
            case TENSOR_NAME -> tensor.name = in.readString();
            case TENSOR_RAW_DATA -> tensor.bytes = in.readByteArray();
            default -> {
              return false;
            }
          }
          return true;
        });
    if (tensor.type == FLOAT32) {
      initializers.put(tensor.name, tensor.weights(file));
    }
  }

  /** Writers may or may not pack repeated numbers: the wire type of the tag tells. */
  private void readDims(List<Integer> shape) throws IOException {
    if (WireFormat.getTagWireType(in.getLastTag()) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      shape.add((int) in.readInt64());
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      shape.add((int) in.readInt64());
    }
    in.popLimit(limit);
  }

  /** An initializer while it is being read. */
  private static final class OnnxTensor {
    private final List<Integer> shape = new ArrayList<>();
    private int type;
    private String name = "";
    private byte[] bytes = {};

    Weights weights(String file) {
      long size = 1;
      for (int extent : shape) {
        size *= extent;
      }
      if (bytes.length != size * Float.BYTES) {
        throw new ScenarioException(
            file
                + ": initializer %s of shape %s has %d bytes of raw data, expected %d"
                    .formatted(name, shape, bytes.length, size * Float.BYTES));
      }
      float[] values = new float[(int) size];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return new Weights(shape, values);
    }
  }
}
