package io.fedlora.foundation.checkpoint;

import io.fedlora.foundation.KnownShape;
import io.fedlora.foundation.linear.LinearCheckpoint;
import io.fedlora.scenario.ScenarioException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The foundation models that a scenario can name. */
public final class Checkpoints {
  /**
   * A foundation model that is known by name.
   *
   * @param name in scenarios
   * @param aliases further names
   * @param summary one line
   */
  public record Known(String name, List<String> aliases, String summary) {
    public Known {
      aliases = List.copyOf(aliases);
    }

    boolean answersTo(String word) {
      return name.equals(word) || aliases.contains(word);
    }
  }

  private record Source(Known known, Supplier<Checkpoint> opener) {}

  private static final List<Source> SOURCES = sources();

  private Checkpoints() {}

  private static List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (ModelJar jar : ModelJar.ALL) {
      sources.add(new Source(new Known(jar.name(), jar.aliases(), jar.summary()), jar::open));
    }
    sources.add(
        new Source(
            new Known(
                "tiny-random",
                List.of(),
                "a random encoder for tests, 2 layers, width 32, with a hashing tokenizer"),
            RandomCheckpoint::tiny));
    sources.add(
        new Source(
            new Known(
                LinearCheckpoint.NAME,
                List.of(),
                "a single linear of 16 inputs and 16 outputs, zero, for experiments with known"
                    + " answers"),
            LinearCheckpoint::open));
    return List.copyOf(sources);
  }

  /** The models known by name. */
  public static List<Known> list() {
    return SOURCES.stream().map(Source::known).toList();
  }

  /**
   * Reads a foundation model.
   *
   * @param model a known name, or a Hugging Face folder
   * @param base what a relative folder is relative to; null for the working directory
   * @throws ScenarioException if there is no such model, or it cannot be read
   */
  public static Checkpoint open(String model, @Nullable Path base) {
    for (Source source : SOURCES) {
      if (source.known().answersTo(model)) {
        return source.opener().get();
      }
    }
    if (KnownShape.of(model).isPresent()) {
      throw new ScenarioException(
          "foundation.model: of %s only the shape is known, which serves fedlora costs --padded; for all else point foundation.model at its folder with config.json, model.safetensors and tokenizer.json, as ./%s"
              .formatted(model, model));
    }
    Path folder = folder(model, base);
    boolean meantAsFolder = model.contains("/") || model.contains(File.separator);
    if (folder == null || (!meantAsFolder && !Files.isDirectory(folder))) {
      throw new ScenarioException(
          "foundation.model: no foundation model '%s'; known are %s, or a folder with config.json, model.safetensors and tokenizer.json"
              .formatted(
                  model, list().stream().map(Known::name).collect(Collectors.joining(", "))));
    }
    return HuggingFaceFolder.read(folder);
  }

  private static @Nullable Path folder(String model, @Nullable Path base) {
    try {
      return model.isBlank() ? null : base == null ? Path.of(model) : base.resolve(model);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
