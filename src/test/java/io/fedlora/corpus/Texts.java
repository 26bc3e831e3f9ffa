package io.fedlora.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Small corpora for tests. */
public final class Texts {
  private Texts() {}

  /** A text for each label given, {@code t0}, {@code t1}, …, the labels named by number. */
  public static LabelledTexts of(int... labels) {
    return new LabelledTexts(names(labels), Metric.ACCURACY, examples("t", labels), List.of());
  }

  /** The same with test texts of their own. */
  public static LabelledTexts withTest(int[] training, int[] test) {
    return new LabelledTexts(
        names(training), Metric.ACCURACY, examples("t", training), examples("u", test));
  }

  /** So many texts of each label, the labels taking turns. */
  public static LabelledTexts cycling(int labels, int each) {
    return of(IntStream.range(0, labels * each).map(i -> i % labels).toArray());
  }

  private static List<String> names(int[] labels) {
    int count = Arrays.stream(labels).max().orElse(0) + 1;
    return IntStream.range(0, count).mapToObj(l -> "label" + l).toList();
  }

  private static List<Example> examples(String prefix, int[] labels) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      examples.add(new Example(prefix + i, null, labels[i], null));
    }
    return examples;
  }
}
