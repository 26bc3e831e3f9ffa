package io.fedlora.foundation.checkpoint;

import com.google.gson.JsonObject;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import io.fedlora.file.WholeFile;
import io.fedlora.foundation.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes checkpoints as Hugging Face folders, to be read back. */
final class HuggingFaceWriter {
  private HuggingFaceWriter() {}

  /** Writes a checkpoint whose tokenizer has a {@code tokenizer.json}. */
  static void write(Path folder, Checkpoint checkpoint) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    checkpoint
        .weights()
        .forEach((name, array) -> tensors.put(name, new Tensor(array.shape(), array.values())));
    WholeFile.write(folder.resolve("config.json"), config(checkpoint.architecture()));
    WholeFile.write(
        folder.resolve("tokenizer.json"), ((HuggingFaceTokenizers) checkpoint.tokenizer()).json());
    new Safetensors(tensors, Map.of("format", "pt")).write(folder.resolve("model.safetensors"));
  }

  private static String config(Architecture architecture) {
    boolean roberta = architecture.positionOffset() > 0;
    JsonObject json = new JsonObject();
    json.addProperty("model_type", roberta ? "roberta" : "bert");
    json.addProperty("hidden_act", "gelu");
    json.addProperty("hidden_size", architecture.width());
    json.addProperty("intermediate_size", architecture.feedForward());
    json.addProperty("layer_norm_eps", shortest(architecture.layerNormEpsilon()));
    json.addProperty("max_position_embeddings", architecture.positions());
    json.addProperty("num_attention_heads", architecture.heads());
    json.addProperty("num_hidden_layers", architecture.layers());
    json.addProperty("pad_token_id", architecture.paddingToken());
    json.addProperty("position_embedding_type", "absolute");
    json.addProperty("type_vocab_size", architecture.segments());
    json.addProperty("vocab_size", architecture.vocabulary());
    return json + "\n";
  }

  /** The fewest digits that give the number back; what the JDK prints depends on its version. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int digits = 1;
    while (exact.round(new MathContext(digits)).doubleValue() != value) {
      digits++;
    }
    return exact.round(new MathContext(digits));
  }
}
