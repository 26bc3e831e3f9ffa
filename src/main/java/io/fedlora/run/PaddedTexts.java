package io.fedlora.run;

import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Metric;
import io.fedlora.corpus.Population;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.TokenTable;
import io.fedlora.scenario.CorpusSettings;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Made-up texts that are all as long as a scenario lets texts be: what there is to count with where
 * the corpus is not at hand.
 */
final class PaddedTexts {
  private static final int USUAL_CLASSES = 2;

  private PaddedTexts() {}

  /**
   * Every client's texts: as many as the scenario says, a batch at least; of corpora that are
   * shared out whole, just a batch.
   */
  static Population of(Scenario scenario) {
    int train = train(scenario);
    int each = train + 1;
    int classes = classes(scenario.corpus());
    EncodedText longest =
        new EncodedText(
            new int[scenario.local().maxLength()], new int[scenario.local().maxLength()]);
    List<Shard> shards = new ArrayList<>();
    for (int client = 0; client < scenario.clients(); client++) {
      int first = client * each;
      shards.add(
          new Shard(
              client,
              IntStream.range(first, first + train).toArray(),
              new int[0],
              new int[] {first + train}));
    }
    int all = each * scenario.clients();
    return new Population(
        new TokenTable(Collections.nCopies(all, longest), new int[all]),
        IntStream.range(0, classes).mapToObj(String::valueOf).toList(),
        Metric.ACCURACY,
        shards);
  }

  private static int train(Scenario scenario) {
    int batch = scenario.local().batchSize();
    Count count = scenario.corpus().trainPerClient();
    return count instanceof Count.Exactly exactly ? Math.max(batch, exactly.number()) : batch;
  }

  private static int classes(CorpusSettings settings) {
    Corpus corpus = Registries.CORPORA.create(settings.source(), settings.options());
    return corpus.classes().orElse(USUAL_CLASSES);
  }
}
