package io.fedlora.corpus;

import io.fedlora.scenario.ScenarioException;

/**
 * How many texts a client gets, and in which proportions they are drawn.
 *
 * @param trainPerClient at least 1
 * @param validationPerClient at least 0
 * @param testPerClient at least 1: every client is scored on its own
 * @param draw label proportions
 */
public record CorpusSizes(
    int trainPerClient, int validationPerClient, int testPerClient, Draw draw) {
  public CorpusSizes {
    atLeast(1, trainPerClient, Section.TRAIN);
    atLeast(0, validationPerClient, Section.VALIDATION);
    atLeast(1, testPerClient, Section.TEST);
  }

  /** How many texts a client gets to train on, and so on. */
  public int perClient(Section section) {
    return switch (section) {
      case TRAIN -> trainPerClient;
      case VALIDATION -> validationPerClient;
      case TEST -> testPerClient;
    };
  }

  private static void atLeast(int least, int found, Section section) {
    if (found < least) {
      throw new ScenarioException(
          "corpus.%s-per-client = %d: give at least %d".formatted(section.word(), found, least));
    }
  }
}
