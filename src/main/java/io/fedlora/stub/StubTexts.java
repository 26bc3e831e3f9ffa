package io.fedlora.stub;

import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Metric;
import io.fedlora.corpus.Population;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import java.util.ArrayList;
import java.util.List;

/** Texts that say nothing, for clients whose model reads nothing; some clients have more. */
public final class StubTexts {
  /** An encoder as small as one can be that has everything an adapter may sit on. */
  public static final Architecture ENCODER = new Architecture(2, 4, 2, 6, 8, 12, 0, 2, 0, 1e-12);

  private static final List<String> LABELS = List.of("one", "two", "three");
  private static final int LEAST = 3;
  private static final int SPREAD = 3;
  private static final int TOKENS = 4;

  private StubTexts() {}

  /**
   * So many clients, each with a few texts to train on, one to validate and two to be tested on.
   */
  public static Population of(int clients) {
    List<EncodedText> texts = new ArrayList<>();
    List<Shard> shards = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      int[] train = add(texts, LEAST + client % SPREAD);
      shards.add(new Shard(client, train, add(texts, 1), add(texts, 2)));
    }
    int[] labels = new int[texts.size()];
    for (int text = 0; text < labels.length; text++) {
      labels[text] = text % LABELS.size();
    }
    return new Population(new TokenTable(texts, labels), LABELS, Metric.ACCURACY, shards);
  }

  private static int[] add(List<EncodedText> texts, int count) {
    int[] added = new int[count];
    for (int i = 0; i < count; i++) {
      added[i] = texts.size();
      texts.add(new EncodedText(new int[] {1, 2, 1 + i % TOKENS, 3}, new int[TOKENS]));
    }
    return added;
  }
}
