package io.fedlora.corpus.partition;

import io.fedlora.corpus.Dealing;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Split;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Named;

/** Every client holds a random sample of the same texts: equal sizes, no skew. */
@Named(value = "iid", summary = "equal random samples: no client differs from another")
public final class Iid implements Dealing {
  @Override
  public int[][] deal(Pool pool, Split split, Section section, int clients, long seed) {
    int[] texts = split.texts(section).clone();
    RandomStream.of(seed, "partition iid", section.index()).shuffle(texts);
    return Slices.equal(texts, clients);
  }
}
