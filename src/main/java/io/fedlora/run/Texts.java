package io.fedlora.run;

import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.LabelMetric;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Partition;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Population;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Tokenizer;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.scenario.CorpusSettings;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The texts of a run, from a scenario. */
final class Texts {
  /**
   * Share of a corpus without test texts of its own that is kept for testing if all may be used.
   */
  private static final int TEST_SHARE = 5;

  /** Three special tokens and one of each text. */
  private static final int SHORTEST_PAIR = 5;

  private Texts() {}

  /**
   * Reads the corpus, shares it out and encodes it.
   *
   * @throws ScenarioException with the place in the scenario if anything is wrong with it
   */
  static Population of(Scenario scenario, Checkpoint checkpoint) {
    try (Tokenizer tokenizer = ScenarioRun.tokenizer(scenario, checkpoint)) {
      CorpusSettings settings = scenario.corpus();
      Corpus corpus = Registries.CORPORA.create(settings.source(), settings.options());
      Partition partition =
          Registries.PARTITIONS.create(scenario.partition().kind(), scenario.partition().options());
      LabelledTexts texts = corpus.read();
      requireFits(scenario, texts, checkpoint);
      return Population.of(
          () -> texts,
          sizes(scenario, texts),
          partition,
          scenario.clients(),
          tokenizer,
          maxLength(scenario, checkpoint, texts),
          scenario.seed());
    } catch (ScenarioException e) {
      throw scenario.source().located(e);
    }
  }

  private static void requireFits(Scenario scenario, LabelledTexts texts, Checkpoint checkpoint) {
    boolean classified = texts.metric() instanceof LabelMetric;
    if (classified == checkpoint.architecture().isLinear()) {
      throw scenario.error(
          "corpus.source",
          classified
              ? "these texts are to be classified, which the model linear cannot do"
              : "these are columns of numbers, which only the model linear can read",
          classified
              ? "write corpus.source = low-rank-regression, or choose an encoder"
              : "write foundation.model = linear");
    }
  }

  private static int maxLength(Scenario scenario, Checkpoint checkpoint, LabelledTexts texts) {
    requireReadable(scenario, checkpoint.architecture());
    boolean pairs =
        Stream.concat(texts.training().stream(), texts.test().stream())
            .anyMatch(example -> example.pair() != null);
    if (pairs && scenario.local().maxLength() < SHORTEST_PAIR) {
      throw scenario.error(
          "local.max-length",
          "the corpus has pairs of texts, for which "
              + scenario.local().maxLength()
              + " is too few",
          "write at least " + SHORTEST_PAIR);
    }
    return scenario.local().maxLength();
  }

  /** Refuses texts that are longer than the model reads. */
  static void requireReadable(Scenario scenario, Architecture architecture) {
    int longest = architecture.longestInput();
    if (scenario.local().maxLength() > longest) {
      throw scenario.error(
          "local.max-length",
          "the model reads at most " + longest + " tokens",
          "write at most " + longest);
    }
  }

  private static CorpusSizes sizes(Scenario scenario, LabelledTexts texts) {
    CorpusSettings settings = scenario.corpus();
    Pool pool = Pool.of(texts);
    int clients = scenario.clients();
    boolean testApart = pool.test().length > 0;
    int validation = settings.validationPerClient().of(Integer.MAX_VALUE);
    int testing = testApart ? pool.test().length : pool.size() / TEST_SHARE;
    int test = of(settings.testPerClient(), testing / clients);
    int training = pool.training().length - (testApart ? 0 : test * clients);
    int train = of(settings.trainPerClient(), training / clients - validation);
    List<Section> whole = new ArrayList<>();
    if (settings.trainPerClient() instanceof Count.All) {
      whole.add(Section.TRAIN);
    }
    if (settings.testPerClient() instanceof Count.All) {
      whole.add(Section.TEST);
    }
    return new CorpusSizes(train, validation, test, draw(settings), whole);
  }

  private static int of(Count count, int all) {
    return count instanceof Count.All ? Math.max(1, all) : count.of(Integer.MAX_VALUE);
  }

  private static Draw draw(CorpusSettings settings) {
    return switch (settings.draw()) {
      case BALANCED -> Draw.BALANCED;
      case NATURAL -> Draw.NATURAL;
      case AUTO -> settings.source().equals("wordnet-topics") ? Draw.BALANCED : Draw.NATURAL;
    };
  }

  /** All clients' training texts with one trainer. */
  static Population pooled(Population population) {
    int[] train =
        population.shards().stream().flatMapToInt(shard -> Arrays.stream(shard.train())).toArray();
    return new Population(
        population.table(),
        population.labels(),
        population.metric(),
        List.of(new Shard(0, train, new int[0], new int[0])));
  }

  /** Every client's training texts by label, labels by name. */
  static java.util.SortedMap<String, Integer> labels(Population population, int client) {
    int[] counts = population.labelCounts(client, Section.TRAIN);
    java.util.SortedMap<String, Integer> labels = new java.util.TreeMap<>();
    IntStream.range(0, counts.length)
        .filter(label -> counts[label] > 0)
        .forEach(label -> labels.put(population.labels().get(label), counts[label]));
    return labels;
  }
}
