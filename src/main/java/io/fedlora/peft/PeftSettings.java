package io.fedlora.peft;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code adapter_config.json} says of a plain low-rank adapter.
 *
 * @param rank r
 * @param scale what its output is multiplied by
 * @param base name or folder of the model that it was trained on; empty if it is not told
 */
record PeftSettings(int rank, double scale, String base) {
  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if the file is missing or damaged, or describes an adapter that
   *     is more than {@code W + scale · B A}
   */
  static PeftSettings read(Path file) {
    try {
      JsonObject config = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (!config.get("peft_type").getAsString().equals("LORA")) {
        throw new UnreadableFileException(
            file, "is of " + config.get("peft_type") + "; only LORA can be read");
      }
      requirePlain(file, config);
      int rank = config.get("r").getAsInt();
      double alpha = config.get("lora_alpha").getAsDouble();
      double scale = isSet(config, "use_rslora") ? alpha / Math.sqrt(rank) : alpha / rank;
      if (rank < 1 || !Double.isFinite(scale)) {
        throw new UnreadableFileException(file, "r = " + rank + ", lora_alpha = " + alpha);
      }
      JsonElement base = config.get("base_model_name_or_path");
      boolean told = base != null && base.isJsonPrimitive();
      return new PeftSettings(rank, scale, told ? base.getAsString() : "");
    } catch (IOException e) {
      throw new UnreadableFileException(file, "cannot be read: " + DiskReason.reading(e), e);
    } catch (UnreadableFileException e) {
      throw e;
    } catch (RuntimeException e) {
      // Gson has an exception of its own for every way in which a field is not as it should be.
      throw new UnreadableFileException(
          file, "is no configuration with peft_type, r and lora_alpha", e);
    }
  }

  private static void requirePlain(Path file, JsonObject config) {
    for (String key : List.of("use_dora", "rank_pattern", "alpha_pattern")) {
      if (isSet(config, key)) {
        throw new UnreadableFileException(file, key + " is set, which cannot be read");
      }
    }
    if (isSet(config, "modules_to_save")) {
      throw new UnreadableFileException(
          file,
          "modules_to_save is "
              + config.get("modules_to_save")
              + ", and modules that were trained whole cannot be read: save the adapter with"
              + " task_type FEATURE_EXTRACTION, and put a head, if it is one linear, into"
              + " head.safetensors as head.weight and head.bias");
    }
    JsonElement bias = config.get("bias");
    if (bias != null && !bias.isJsonNull() && !bias.getAsString().equals("none")) {
      throw new UnreadableFileException(file, "bias is " + bias + ", only none can be read");
    }
  }

  private static boolean isSet(JsonObject config, String key) {
    JsonElement value = config.get(key);
    if (value == null || value.isJsonNull()) {
      return false;
    }
    return value.isJsonObject()
        ? value.getAsJsonObject().size() > 0
        : value.isJsonArray() ? value.getAsJsonArray().size() > 0 : value.getAsBoolean();
  }
}
