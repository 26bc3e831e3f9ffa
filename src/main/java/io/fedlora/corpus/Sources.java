package io.fedlora.corpus;

import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;

/** The urn that each section is drawn from; sections that may share texts share their urn. */
final class Sources {
  private final Pool pool;
  private final Urn[] urns;

  private Sources(Pool pool, Urn... urns) {
    this.pool = pool;
    this.urns = urns;
  }

  /**
   * Sets the urns up: one for all, but test texts of their own have their own, and groups are kept
   * whole.
   *
   * @param key tells these sources from others of the run
   */
  static Sources of(Pool pool, int[] training, int[] test, CorpusSizes sizes, long seed, long key) {
    boolean testApart = pool.test().length > 0;
    if (!GroupSeparation.needed(pool, training)) {
      Urn shared = new Urn(pool, training, seed, key, 0);
      return new Sources(
          pool, shared, shared, testApart ? new Urn(pool, test, seed, key, 2) : shared);
    }
    int[] wanted = new int[3];
    for (Section section : Section.values()) {
      boolean counts = section != Section.TEST || !testApart;
      wanted[section.index()] = counts ? sizes.perClient(section) : 0;
    }
    int[][] parts = GroupSeparation.separate(pool, training, wanted, seed, key);
    return new Sources(
        pool,
        new Urn(pool, parts[0], seed, key, 0),
        new Urn(pool, parts[1], seed, key, 1),
        new Urn(pool, testApart ? test : parts[2], seed, key, 2));
  }

  /** Texts of a section for all clients, or an error that says what is missing. */
  int[] draw(Section section, CorpusSizes sizes, int clients) {
    Urn urn = urns[section.index()];
    int[] left = urn.left();
    int each = sizes.perClient(section);
    long total = (long) clients * each;
    if (total > Arrays.stream(left).asLongStream().sum()) {
      throw new ScenarioException(
          "corpus.%s-per-client: %d clients × %d need %d %s texts, but only %d are left of the corpus's %d. Lower clients or the texts a client"
              .formatted(
                  section.word(),
                  clients,
                  each,
                  total,
                  section.word(),
                  Arrays.stream(left).sum(),
                  pool.size()));
    }
    int[] quotas = sizes.draw().quotas((int) total, left);
    for (int label = 0; label < quotas.length; label++) {
      if (quotas[label] > left[label]) {
        throw new ScenarioException(
            "corpus.%s-per-client: %d clients × %d, drawn in balance, need %d %s texts of label %s, but only %d of its %d are left. Lower clients or the texts a client, choose other labels, or set corpus.draw = natural"
                .formatted(
                    section.word(),
                    clients,
                    each,
                    quotas[label],
                    section.word(),
                    pool.labels().get(label),
                    left[label],
                    urn.held(label)));
      }
    }
    return urn.take(quotas);
  }

  /** Texts of a section in their own proportions. */
  int[] drawNatural(Section section, int[] totals) {
    Urn urn = urns[section.index()];
    return urn.take(Draw.NATURAL.quotas(totals[section.index()], urn.left()));
  }

  /**
   * The sizes of the sections: cut in proportion where an urn holds fewer texts; where it holds
   * more, the rest goes to the sections of which all was asked.
   */
  int[] fitting(CorpusSizes sizes) {
    int[] fitting = new int[3];
    for (Urn urn : urns) {
      double[] wanted = new double[3];
      int sum = 0;
      for (Section section : Section.values()) {
        int s = section.index();
        if (urns[s] == urn) {
          wanted[s] = sizes.perClient(section);
          sum += sizes.perClient(section);
        }
      }
      int held = Arrays.stream(urn.left()).sum();
      int[] shares = Apportionment.of(Math.min(sum, held), wanted);
      int[] rest = rest(sizes, wanted, held - sum);
      for (int s = 0; s < 3; s++) {
        fitting[s] = urns[s] == urn ? shares[s] + rest[s] : fitting[s];
      }
    }
    return fitting;
  }

  private static int[] rest(CorpusSizes sizes, double[] wanted, int rest) {
    double[] open = new double[wanted.length];
    for (Section section : sizes.whole()) {
      open[section.index()] = wanted[section.index()];
    }
    return rest > 0 && Arrays.stream(open).sum() > 0
        ? Apportionment.of(rest, open)
        : new int[wanted.length];
  }
}
