package io.fedlora.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The texts of a corpus, each once: where a run's texts are drawn from.
 *
 * <p>Of equal texts (with equal pairs) the first stays, whatever its label; a training text that is
 * also a test text of a corpus with a test file goes. So no text can end up in two sections.
 */
public final class Pool {
  private final List<String> labels;
  private final List<Example> examples;
  private final int training;

  private Pool(List<String> labels, List<Example> examples, int training) {
    this.labels = labels;
    this.examples = examples;
    this.training = training;
  }

  /** The pool of what a corpus holds: training texts first, then test texts. */
  public static Pool of(LabelledTexts texts) {
    Set<String> seen = new HashSet<>();
    List<Example> test = distinct(texts.test(), seen);
    List<Example> examples = new ArrayList<>(distinct(texts.training(), seen));
    int training = examples.size();
    examples.addAll(test);
    return new Pool(texts.labels(), examples, training);
  }

  private static List<Example> distinct(List<Example> examples, Set<String> seen) {
    return examples.stream().filter(e -> seen.add(e.text() + '\u0000' + e.pair())).toList();
  }

  /** A text. */
  public Example example(int index) {
    return examples.get(index);
  }

  /** The label of a text. */
  public int label(int index) {
    return examples.get(index).label();
  }

  /** The name of each label. */
  public List<String> labels() {
    return labels;
  }

  /** How many texts. */
  public int size() {
    return examples.size();
  }

  /** Texts to train and validate on, in corpus order. */
  public int[] training() {
    return IntStream.range(0, training).toArray();
  }

  /** Texts that only serve to test; empty if test texts are drawn from the training texts. */
  public int[] test() {
    return IntStream.range(training, examples.size()).toArray();
  }

  /** How many of these texts have each label. */
  public int[] count(int[] texts) {
    int[] counts = new int[labels.size()];
    for (int text : texts) {
      counts[label(text)]++;
    }
    return counts;
  }
}
