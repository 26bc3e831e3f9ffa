package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadFolderTest {
  private Path folder;

  @BeforeEach
  void copy(@TempDir Path temporary) throws IOException {
    folder = GoldenFolders.copy("tiny-bert", temporary);
  }

  private void assertRefused(String file, String problem) {
    assertThatThrownBy(() -> HuggingFaceFolder.read(folder).tokenizer().get().close())
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(folder.resolve(file) + ": ")
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private void change(String name, Tensor tensor) {
    Path file = folder.resolve("model.safetensors");
    Safetensors content = Safetensors.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>(content.tensors());
    tensors.put(name, tensor);
    new Safetensors(tensors, content.metadata()).write(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
  void missingFile(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertRefused(name, "no such file");
  }

  @Test
  void missingFolder() {
    assertThatThrownBy(() -> HuggingFaceFolder.read(folder.resolve("none")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(folder.resolve("none") + " is no folder");
  }

  @Test
  void damagedFiles() throws IOException {
    Path weights = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused("model.safetensors", "bytes");
    Files.write(weights, bytes);
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":");
    assertRefused("tokenizer.json", "no tokenizer can be made of it");
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":");
    assertRefused("config.json", "cannot be read as JSON");
    Files.writeString(folder.resolve("config.json"), "[]");
    assertRefused("config.json", "is no JSON object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "model_type": "bert"          | "model_type": "gpt2"        | model_type is "gpt2", needed: bert or roberta
          "hidden_act": "gelu"          | "hidden_act": "gelu_new"    | hidden_act is "gelu_new", needed: gelu
          "hidden_act": "gelu"          | "hidden_act": null          | hidden_act is null, needed: gelu
          "hidden_size": 16             | "hidden_size": 16.5         | hidden_size is 16.5, needed: a whole number
          "hidden_size": 16             | "hidden": 16                | hidden_size is missing, needed: a whole number
          "num_hidden_layers": 2        | "num_hidden_layers": 0      | num_hidden_layers is 0, needed: at least 1
          "num_attention_heads": 2      | "num_attention_heads": 3    | needed: a divisor of hidden_size 16
          "is_decoder": false           | "is_decoder": true          | is_decoder is true, needed: false
          "layer_norm_eps": 1e-12       | "layer_norm_eps": "small"   | layer_norm_eps is "small", needed: a number
          "use_cache": true             | "position_embedding_type": "relative_key" | needed: absolute
          """)
  void unfitConfiguration(String present, String changed, String problem) throws IOException {
    Path config = folder.resolve("config.json");
    String text = Files.readString(config);
    assertThat(text).contains(present);
    Files.writeString(config, text.replace(present, changed));
    assertRefused("config.json", problem);
  }

  @Test
  void wrongArrays() throws IOException {
    change("encoder.layer.1.output.dense.weight", new Tensor(List.of(2, 3), new float[6]));
    assertRefused(
        "model.safetensors",
        "array encoder.layer.1.output.dense.weight has shape [2, 3], the configuration asks for"
            + " [16, 32]");
    float[] values = new float[16 * 32];
    values[7] = Float.NaN;
    change("encoder.layer.1.output.dense.weight", new Tensor(List.of(16, 32), values));
    assertRefused("model.safetensors", "weight holds NaN at place 7");
    change("encoder.layer.1.output.dense.weight", new Tensor(List.of(16, 32), new float[512]));
    change("bert.embeddings.LayerNorm.weight", new Tensor(List.of(16), new float[16]));
    assertRefused("model.safetensors", "stands twice, under two names");
  }

  @Test
  void missingArray() throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config).replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"));
    assertRefused(
        "model.safetensors",
        "array encoder.layer.2.attention.self.query.weight of shape [16, 16] is missing");
  }
}
