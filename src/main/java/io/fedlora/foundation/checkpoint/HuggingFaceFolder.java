package io.fedlora.foundation.checkpoint;

import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.foundation.Architecture;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint of BERT or RoBERTa as Hugging Face keeps it: a folder with {@code config.json},
 * {@code model.safetensors} and {@code tokenizer.json}.
 *
 * <p>Array names may carry the prefix of a task model, and layer norms their older names {@code
 * gamma} and {@code beta}. Poolers, task heads and buffers are left out.
 */
public final class HuggingFaceFolder {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TOKENIZER = "tokenizer.json";
  private static final List<String> PREFIXES = List.of("bert.", "roberta.");

  private HuggingFaceFolder() {}

  /**
   * Reads a folder.
   *
   * @throws ScenarioException if something in it is missing, damaged or of another kind
   */
  public static Checkpoint read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ScenarioException(
          "foundation.model: "
              + folder
              + " is no folder; needed: one with config.json,"
              + " model.safetensors and tokenizer.json");
    }
    Architecture architecture = HuggingFaceConfig.read(folder.resolve(CONFIG));
    Path tokenizer = folder.resolve(TOKENIZER);
    byte[] json;
    try {
      json = Files.readAllBytes(tokenizer);
    } catch (IOException e) {
      throw new ScenarioException(
          tokenizer
              + ": "
              + (Files.exists(tokenizer) ? "cannot be read: " + e.getMessage() : "no such file"),
          e);
    }
    Map<String, Weights> weights = readWeights(folder.resolve(WEIGHTS), architecture);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new Checkpoint(
        name == null ? folder.toString() : name.toString(),
        architecture,
        weights,
        new HuggingFaceTokenizers(tokenizer.toString(), json, architecture.segments()));
  }

  private static Map<String, Weights> readWeights(Path file, Architecture architecture) {
    Map<String, List<Integer>> needed = EncoderArrays.expected(architecture);
    Map<String, Weights> found = new LinkedHashMap<>();
    try {
      Safetensors.read(file, name -> needed.containsKey(plainName(name)))
          .tensors()
          .forEach((name, tensor) -> put(file, found, plainName(name), tensor));
    } catch (UnreadableFileException e) {
      throw new ScenarioException(String.valueOf(e.getMessage()), e);
    }
    return EncoderArrays.select(file, architecture, found);
  }

  private static void put(Path file, Map<String, Weights> found, String name, Tensor tensor) {
    if (found.put(name, new Weights(tensor.shape(), tensor.values())) != null) {
      throw new ScenarioException(file + ": array " + name + " stands twice, under two names");
    }
  }

  /** The name without a task model's prefix, with the present names of layer norms. */
  private static String plainName(String name) {
    String plain = name;
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        plain = name.substring(prefix.length());
      }
    }
    return plain
        .replace("LayerNorm.gamma", "LayerNorm.weight")
        .replace("LayerNorm.beta", "LayerNorm.bias");
  }
}
