package io.fedlora.corpus.source;

import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/**
 * Definitions of WordNet 3.1, to be told apart by topic.
 *
 * <p>Labels are the topics in the order they are named in. A text is a definition without its
 * examples; definitions of fewer than four words are left out.
 */
@Named(
    value = "wordnet-topics",
    summary = "definitions of WordNet 3.1 by topic (default: 16 noun topics)")
public final class WordNetTopics implements Corpus {
  private static final int LEAST_WORDS = 4;
  private static final List<String> SIXTEEN =
      List.of(
          "act",
          "animal",
          "artifact",
          "attribute",
          "body",
          "cognition",
          "communication",
          "event",
          "food",
          "group",
          "location",
          "person",
          "plant",
          "state",
          "substance",
          "time");

  /**
   * Options.
   *
   * @param topics names as {@code act} or {@code noun.act}, label ids in this order; none for the
   *     sixteen noun topics of the reference setting
   */
  public record Options(List<String> topics) {}

  private final int[] topics;

  public WordNetTopics(Options options) {
    List<String> names = options.topics().isEmpty() ? SIXTEEN : options.topics();
    topics = names.stream().mapToInt(Lexicon::number).toArray();
    if (topics.length < 2 || IntStream.of(topics).distinct().count() < topics.length) {
      throw new ScenarioException(
          "corpus.topics = " + names + ": give at least two topics, each once");
    }
  }

  @Override
  public OptionalInt classes() {
    return OptionalInt.of(topics.length);
  }

  @Override
  public LabelledTexts read() {
    int[] labels = new int[Lexicon.size()];
    for (int label = 0; label < topics.length; label++) {
      labels[topics[label]] = label + 1;
    }
    List<Example> examples = new ArrayList<>();
    IntStream.of(topics)
        .mapToObj(Lexicon::file)
        .distinct()
        .sorted()
        .forEach(
            file ->
                Definitions.read(
                    file,
                    (topic, text) -> {
                      if (labels[topic] > 0
                          && new StringTokenizer(text).countTokens() >= LEAST_WORDS) {
                        examples.add(new Example(text, null, labels[topic] - 1, null));
                      }
                    }));
    List<String> names = IntStream.of(topics).mapToObj(Lexicon::name).toList();
    return new LabelledTexts(names, Metric.ACCURACY, examples, List.of());
  }
}
