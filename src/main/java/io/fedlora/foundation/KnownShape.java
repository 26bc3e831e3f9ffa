package io.fedlora.foundation;

import java.util.List;
import java.util.Optional;

/**
 * A public checkpoint of which the shape is known here: enough to count costs, without weights or
 * tokenizer. The numbers are those of its {@code config.json}.
 *
 * @param name in scenarios
 * @param architecture its shape
 */
public record KnownShape(String name, Architecture architecture) {
  /** All there are. */
  public static final List<KnownShape> ALL =
      List.of(
          new KnownShape(
              "roberta-base", new Architecture(12, 768, 12, 3072, 50265, 514, 2, 1, 1, 1e-5)),
          new KnownShape(
              "roberta-large", new Architecture(24, 1024, 16, 4096, 50265, 514, 2, 1, 1, 1e-5)),
          new KnownShape(
              "bert-base", new Architecture(12, 768, 12, 3072, 30522, 512, 0, 2, 0, 1e-12)),
          new KnownShape(
              "minilm-l6", new Architecture(6, 384, 12, 1536, 30522, 512, 0, 2, 0, 1e-12)));

  /** The one of that name. */
  public static Optional<KnownShape> of(String name) {
    return ALL.stream().filter(shape -> shape.name().equals(name)).findFirst();
  }
}
