package io.fedlora.foundation.checkpoint;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tiny checkpoints under {@code src/test/resources/golden} and what they must compute. */
final class GoldenFolders {
  /** One text of {@code expected.json}. */
  record Case(
      String text, @Nullable String pair, int[] ids, int[] segments, double[][] lastHidden) {}

  private record Expected(List<Case> cases) {}

  private GoldenFolders() {}

  static Path folder(String name) {
    return Path.of("src/test/resources/golden", name);
  }

  static List<Case> cases(String name) {
    try {
      String json = Files.readString(folder(name).resolve("expected.json"));
      return new Gson().fromJson(json, Expected.class).cases();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder, to be spoilt. */
  static Path copy(String name, Path target) throws IOException {
    for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
      Files.copy(folder(name).resolve(file), target.resolve(file));
    }
    return target;
  }
}
