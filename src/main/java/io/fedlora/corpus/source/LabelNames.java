package io.fedlora.corpus.source;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Puts the labels found in a file into the order of their ids. */
final class LabelNames {
  private LabelNames() {}

  /** The labels, each once: by value if all are whole numbers, otherwise by name. */
  static List<String> sorted(Collection<String> found) {
    List<String> distinct = found.stream().distinct().toList();
    boolean numbers = distinct.stream().allMatch(label -> label.matches("[+-]?[0-9]+"));
    Comparator<String> byName = Comparator.naturalOrder();
    return distinct.stream()
        .sorted(
            numbers
                ? Comparator.<String, BigInteger>comparing(BigInteger::new).thenComparing(byName)
                : byName)
        .toList();
  }
}
