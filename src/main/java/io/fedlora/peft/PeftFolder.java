package io.fedlora.peft;

import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.file.WholeFile;
import io.fedlora.foundation.Linear;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PEFT folder.
 *
 * @param adapter the adapter in it
 * @param head {@code head.weight} of shape [classes, width] and {@code head.bias} of shape
 *     [classes], if there is a {@code head.safetensors}
 */
public record PeftFolder(PeftAdapter adapter, Optional<Safetensors> head) {
  private static final String CONFIG = "adapter_config.json";
  private static final String MODEL = "adapter_model.safetensors";
  private static final String HEAD = "head.safetensors";
  private static final String PREFIX = "base_model.model.";
  private static final String DOWN = ".lora_A.weight";
  private static final String UP = ".lora_B.weight";
  private static final Pattern MODULE =
      Pattern.compile("(?:.*\\.)?encoder\\.layer\\.(\\d{1,6})\\.(.+)");

  /**
   * Writes the files into a folder that is there.
   *
   * @param base what {@code AutoModel.from_pretrained} is to load
   * @param layers of the base model
   */
  public void write(Path folder, String base, int layers) {
    Map<String, Tensor> tensors = new TreeMap<>();
    adapter
        .updates()
        .forEach(
            (site, one) -> {
              String module = PREFIX + site.module();
              tensors.put(module + DOWN, new Tensor(List.of(one.rank(), one.inputs()), one.a()));
              tensors.put(
                  module + UP,
                  new Tensor(
                      List.of(one.outputs(), one.rank()),
                      transposed(one.bt(), one.rank(), one.outputs())));
            });
    new Safetensors(tensors, Map.of("format", "pt")).write(folder.resolve(MODEL));
    head.ifPresent(one -> one.write(folder.resolve(HEAD)));
    WholeFile.write(folder.resolve(CONFIG), PeftConfig.of(adapter, base, layers));
  }

  /**
   * Reads a folder, whoever wrote it.
   *
   * @throws UnreadableFileException if a file is missing, damaged, or of an adapter that is more
   *     than a plain low-rank one
   */
  public static PeftFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UnreadableFileException(
          folder, Files.exists(folder) ? "is not a folder" : "no such folder");
    }
    PeftSettings settings = PeftSettings.read(folder.resolve(CONFIG));
    double scale = settings.scale();
    Path file = folder.resolve(MODEL);
    Map<String, Tensor> tensors = finite(file).tensors();
    SortedMap<Site, Factors> updates = new TreeMap<>();
    Map<String, Tensor> others = new LinkedHashMap<>(tensors);
    for (String name : new TreeSet<>(tensors.keySet())) {
      Tensor up = name.endsWith(DOWN) ? tensors.get(module(name) + UP) : null;
      if (up != null) {
        updates.put(site(file, module(name)), factors(file, name, tensors, up, scale));
        others.remove(name);
        others.remove(module(name) + UP);
      }
    }
    if (!others.isEmpty() || updates.isEmpty()) {
      throw new UnreadableFileException(
          file,
          updates.isEmpty() && others.isEmpty()
              ? "holds no arrays"
              : "array "
                  + others.keySet().stream().findFirst().orElse("")
                  + " is not of a pair "
                  + DOWN.substring(1)
                  + " and "
                  + UP.substring(1));
    }
    PeftAdapter adapter = adapter(file, updates, scale);
    if (adapter.rank() != settings.rank()) {
      // The scaling is by r: taken from another one, all that the adapter adds would be wrong.
      throw new UnreadableFileException(
          folder.resolve(CONFIG),
          "says r = %d, but the arrays in %s are of rank %d"
              .formatted(settings.rank(), MODEL, adapter.rank()));
    }
    return new PeftFolder(adapter, head(folder.resolve(HEAD)));
  }

  /** The model that an adapter was trained on, as its folder names it; empty if it does not. */
  public static String base(Path folder) {
    return PeftSettings.read(folder.resolve(CONFIG)).base();
  }

  private static Safetensors finite(Path file) {
    Safetensors read = Safetensors.read(file);
    read.tensors()
        .forEach(
            (name, tensor) -> {
              for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                  throw new UnreadableFileException(
                      file, "array " + name + " holds values that are not finite");
                }
              }
            });
    return read;
  }

  private static String module(String name) {
    return name.substring(0, name.length() - DOWN.length());
  }

  private static Site site(Path file, String module) {
    Matcher parts = MODULE.matcher(module);
    if (parts.matches()) {
      for (Linear linear : Linear.values()) {
        if (linear.path().equals(parts.group(2))) {
          return new Site(Integer.parseInt(parts.group(1)), linear);
        }
      }
    }
    throw new UnreadableFileException(
        file,
        module
            + " is no linear of an encoder layer; known are encoder.layer.<n>. with "
            + Arrays.stream(Linear.values()).map(Linear::path).collect(Collectors.joining(", ")));
  }

  private static Factors factors(
      Path file, String name, Map<String, Tensor> tensors, Tensor up, double scale) {
    Tensor down = tensors.get(name);
    if (down == null
        || down.shape().size() != 2
        || up.shape().size() != 2
        || !down.shape().get(0).equals(up.shape().get(1))) {
      throw new UnreadableFileException(
          file,
          "%s of shape %s does not go with a B of shape %s"
              .formatted(name, down == null ? List.of() : down.shape(), up.shape()));
    }
    int rank = down.shape().get(0);
    int outputs = up.shape().get(0);
    float[] bt = transposed(up.values(), outputs, rank);
    return new Factors(rank, down.shape().get(1), outputs, down.values(), bt, scale);
  }

  private static PeftAdapter adapter(Path file, SortedMap<Site, Factors> updates, double scale) {
    int rank = updates.values().iterator().next().rank();
    if (updates.values().stream().anyMatch(one -> one.rank() != rank)) {
      throw new UnreadableFileException(file, "its adapters have different ranks");
    }
    return new PeftAdapter(rank, scale, updates);
  }

  private static Optional<Safetensors> head(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors head = finite(file);
    for (String name : List.of("head.weight", "head.bias")) {
      if (!head.tensors().containsKey(name)) {
        throw new UnreadableFileException(file, "has no array " + name);
      }
    }
    return Optional.of(head);
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return turned;
  }
}
