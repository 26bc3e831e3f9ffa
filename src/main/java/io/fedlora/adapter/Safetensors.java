package io.fedlora.adapter;

import io.fedlora.file.UnreadableFileException;
import io.fedlora.file.WholeFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The content of a safetensors file: named arrays and a few words about them.
 *
 * <p>The format: eight bytes with the length of the header (little-endian), the header in JSON,
 * then the numbers of all arrays without gaps.
 *
 * @param tensors in the order in which their numbers lie in the file
 * @param metadata free text by key
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Reads a whole file.
   *
   * @throws UnreadableFileException if it is missing or damaged
   */
  public static Safetensors read(Path file) {
    return read(file, name -> true);
  }

  /**
   * Reads the arrays whose names are wanted; numbers in F32, F16, BF16, F64 and I64 become float32.
   * The header is checked as a whole.
   *
   * @throws UnreadableFileException if the file is missing or damaged, or a wanted array is in
   *     another format
   */
  public static Safetensors read(Path file, Predicate<String> wanted) {
    return SafetensorsReader.read(file, wanted);
  }

  /**
   * Writes all arrays as F32, whole or not at all. The same content in the same order gives the
   * same bytes.
   */
  public void write(Path file) {
    WholeFile.write(file, out -> SafetensorsWriter.write(this, out));
  }
}
