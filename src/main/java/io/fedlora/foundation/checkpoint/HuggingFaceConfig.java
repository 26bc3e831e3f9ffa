package io.fedlora.foundation.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.foundation.Architecture;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The {@code config.json} of a Hugging Face folder, as far as it says what the encoder is like. */
final class HuggingFaceConfig {
  private final Path file;
  private final JsonObject json;

  private HuggingFaceConfig(Path file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads the shape of a BERT or RoBERTa encoder.
   *
   * @throws ScenarioException if the file is missing or damaged, or describes a model of another
   *     kind
   */
  static Architecture read(Path file) {
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file));
      if (!json.isJsonObject()) {
        throw new ScenarioException(file + ": is no JSON object");
      }
      return new HuggingFaceConfig(file, json.getAsJsonObject()).architecture();
    } catch (NoSuchFileException e) {
      throw new ScenarioException(
          file
              + ": no such file; a Hugging Face folder has config.json, model.safetensors and"
              + " tokenizer.json",
          e);
    } catch (IOException | JsonParseException e) {
      throw new ScenarioException(file + ": cannot be read as JSON: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Architecture architecture() {
    boolean roberta =
        switch (text("model_type", "")) {
          case "bert" -> false;
          case "roberta" -> true;
          default -> throw unfit("model_type", "bert or roberta");
        };
    require("hidden_act", "gelu", "");
    require("position_embedding_type", "absolute", "absolute");
    require("is_decoder", "false", "false");
    int padding = integer("pad_token_id", roberta ? 1 : 0, 0);
    int positions = integer("max_position_embeddings", 1);
    // RoBERTa counts positions from the one after its padding token.
    int offset = roberta ? padding + 1 : 0;
    if (positions <= offset) {
      throw unfit("max_position_embeddings", "more than " + offset);
    }
    int width = integer("hidden_size", 1);
    int heads = integer("num_attention_heads", 1);
    if (width % heads != 0) {
      throw unfit("num_attention_heads", "a divisor of hidden_size " + width);
    }
    return new Architecture(
        integer("num_hidden_layers", 1),
        width,
        heads,
        integer("intermediate_size", 1),
        integer("vocab_size", padding + 1),
        positions,
        offset,
        integer("type_vocab_size", 2, 1),
        padding,
        epsilon());
  }

  private void require(String key, String needed, String otherwise) {
    if (!text(key, otherwise).equals(needed)) {
      throw unfit(key, needed);
    }
  }

  private String text(String key, String otherwise) {
    JsonElement value = json.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
  }

  private int integer(String key, int otherwise, int least) {
    JsonElement value = json.get(key);
    return value == null || value.isJsonNull() ? otherwise : integer(key, least);
  }

  private int integer(String key, int least) {
    try {
      int value = new BigDecimal(text(key, "")).intValueExact();
      if (value >= least) {
        return value;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw unfit(key, "a whole number");
    }
    throw unfit(key, "at least " + least);
  }

  private double epsilon() {
    try {
      double value = Double.parseDouble(text("layer_norm_eps", "1e-12"));
      if (value > 0 && value < 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw unfit("layer_norm_eps", "a number");
    }
    throw unfit("layer_norm_eps", "a small positive number");
  }

  private ScenarioException unfit(String key, String needed) {
    JsonElement found = json.get(key);
    return new ScenarioException(
        file + ": " + key + " is " + (found == null ? "missing" : found) + ", needed: " + needed);
  }
}
