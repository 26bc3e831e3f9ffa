package io.fedlora.foundation.checkpoint;

import io.fedlora.foundation.Architecture;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pretrained sentence encoder whose weights come as a resource of a Maven artifact: all of BERT's
 * shape with width 384, 12 heads and the uncased English vocabulary, in ONNX.
 *
 * @param name in scenarios
 * @param aliases further names
 * @param summary one line
 * @param artifact what follows {@code langchain4j-embeddings-} in the artifact's name
 * @param file the resource's name without {@code .onnx} or {@code -tokenizer.json}
 * @param layers of the encoder
 */
record ModelJar(
    String name, List<String> aliases, String summary, String artifact, String file, int layers) {
  private static final String VERSION = "1.11.0-beta19";

  /** The models known by name; the first is a dependency of the project. */
  static final List<ModelJar> ALL =
      List.of(
          new ModelJar(
              "minilm-l6",
              List.of("all-minilm-l6-v2"),
              "all-MiniLM-L6-v2: sentence encoder, 6 layers, width 384, 22.6 M weights",
              "all-minilm-l6-v2",
              "all-minilm-l6-v2",
              6),
          new ModelJar(
              "bge-small",
              List.of("bge-small-en-v1.5"),
              "bge-small-en-v1.5: retrieval encoder, 12 layers, width 384, 33.2 M weights (its jar"
                  + " goes into extensions/)",
              "bge-small-en-v15",
              "bge-small-en-v1.5",
              12),
          new ModelJar(
              "e5-small",
              List.of("e5-small-v2"),
              "e5-small-v2: retrieval encoder, 12 layers, width 384, 33.2 M weights (its jar goes"
                  + " into extensions/)",
              "e5-small-v2",
              "e5-small-v2",
              12));

  private Architecture architecture() {
    return new Architecture(layers, 384, 12, 1536, 30522, 512, 0, 2, 0, 1e-12);
  }

  private String coordinate() {
    return "dev.langchain4j:langchain4j-embeddings-" + artifact + ":" + VERSION;
  }

  /**
   * Reads the model.
   *
   * @throws ScenarioException if its jar is not on the class path, or holds something else
   */
  Checkpoint open() {
    Architecture architecture = architecture();
    String onnx = file + ".onnx";
    byte[] tokenizer;
    Map<String, Weights> weights;
    try (InputStream json = resource(file + "-tokenizer.json");
        InputStream stream = resource(onnx)) {
      tokenizer = json.readAllBytes();
      weights = OnnxCheckpoint.read(onnx, stream, architecture);
    } catch (IOException e) {
      throw new ScenarioException(onnx + ": cannot be read: " + e.getMessage(), e);
    }
    return new Checkpoint(
        name,
        architecture,
        weights,
        new HuggingFaceTokenizers(file + "-tokenizer.json", tokenizer, architecture.segments()));
  }

  private InputStream resource(String resource) {
    InputStream stream = find(Thread.currentThread().getContextClassLoader(), resource);
    if (stream == null) {
      stream = find(ModelJar.class.getClassLoader(), resource);
    }
    if (stream == null) {
      throw new ScenarioException(
          "foundation.model: %s needs %s, which is not on the class path; put the jar of Maven artifact %s into extensions/ or name it in FEDLORA_CLASSPATH"
              .formatted(name, resource, coordinate()));
    }
    return stream;
  }

  private static @Nullable InputStream find(@Nullable ClassLoader loader, String resource) {
    return loader == null ? null : loader.getResourceAsStream(resource);
  }
}
