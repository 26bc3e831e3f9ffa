package io.fedlora.check;

import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the folder {@code adapters/} holds: the common state and what each client owns. */
final class Adapters {
  private final Path folder;
  private final Findings findings;

  Adapters(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  Path folder() {
    return folder;
  }

  /** All files in order of their names, half-written ones left out. */
  List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !name(file).startsWith("."))
          .sorted((a, b) -> name(a).compareTo(name(b)))
          .toList();
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The common state the server ended with; null if it is not at hand. */
  @Nullable List<Values> common() {
    return read("common.safetensors");
  }

  /** What a client ended with; null if it is not at hand. */
  @Nullable List<Values> client(int client) {
    return read("client-" + client + ".safetensors");
  }

  /** Parts in the order that the file names; what it names no part for is a violation. */
  private @Nullable List<Values> read(String name) {
    return read(folder.resolve(name), "adapters/" + name, findings);
  }

  /**
   * The parts in a file; null if there is none, or it cannot be read, which is a violation.
   *
   * @param name what to call it
   */
  static @Nullable List<Values> read(Path file, String name, Findings findings) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    Safetensors content;
    try {
      content = Safetensors.read(file);
    } catch (UnreadableFileException e) {
      findings.violation(0, name + " cannot be read: " + e.getMessage());
      return null;
    }
    Map<String, Map<String, Tensor>> parts = new LinkedHashMap<>();
    for (String part : content.metadata().getOrDefault("parts", "").split(" ")) {
      if (!part.isEmpty()) {
        parts.put(part, new LinkedHashMap<>());
      }
    }
    content
        .tensors()
        .forEach(
            (key, tensor) -> {
              String part = key.substring(0, Math.max(0, key.indexOf('.')));
              if (part.isEmpty()) {
                findings.violation(0, name + " has an array " + key + " of no part");
              }
              parts
                  .computeIfAbsent(part, p -> new LinkedHashMap<>())
                  .put(key.substring(Math.min(key.length(), part.length() + 1)), tensor);
            });
    List<Values> values = new ArrayList<>();
    parts.forEach((part, tensors) -> values.add(values(part, tensors)));
    return values;
  }

  private static Values values(String part, Map<String, Tensor> tensors) {
    List<Shape> shapes = new ArrayList<>();
    tensors.forEach((name, tensor) -> shapes.add(new Shape(name, tensor.shape())));
    float[] all = new float[shapes.stream().mapToInt(Shape::size).sum()];
    int at = 0;
    for (Tensor tensor : tensors.values()) {
      System.arraycopy(tensor.values(), 0, all, at, tensor.values().length);
      at += tensor.values().length;
    }
    return new Values(part, shapes, all);
  }
}
