package io.fedlora.corpus;

/**
 * Texts drawn from a pool for training, validation and testing; no text is in two of them.
 *
 * @param train pool indexes, ascending
 * @param validation pool indexes, ascending
 * @param test pool indexes, ascending
 */
public record Split(int[] train, int[] validation, int[] test) {
  /**
   * Draws the texts of all clients together.
   *
   * @throws io.fedlora.scenario.ScenarioException if the pool has too few
   */
  public static Split of(Pool pool, CorpusSizes sizes, int clients, long seed) {
    Sources sources = Sources.of(pool, pool.training(), pool.test(), sizes, seed, 0);
    // Test first: its texts then stay the same when only the number of training texts changes.
    int[] test = sources.draw(Section.TEST, sizes, clients);
    int[] validation = sources.draw(Section.VALIDATION, sizes, clients);
    return new Split(sources.draw(Section.TRAIN, sizes, clients), validation, test);
  }

  /**
   * Draws the texts of one natural client from those it has, in their own proportions; if they are
   * too few, every section shrinks in proportion.
   *
   * @param training its texts in the pool's training part
   * @param test its texts in the pool's test part
   * @param client key of the draw
   */
  public static Split upTo(
      Pool pool, int[] training, int[] test, CorpusSizes sizes, long seed, int client) {
    Sources sources = Sources.of(pool, training, test, sizes, seed, 1L + client);
    int[] fitting = sources.fitting(sizes);
    int[] tests = sources.drawNatural(Section.TEST, fitting);
    int[] validation = sources.drawNatural(Section.VALIDATION, fitting);
    return new Split(sources.drawNatural(Section.TRAIN, fitting), validation, tests);
  }

  /** The texts of a section. */
  public int[] texts(Section section) {
    return switch (section) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
