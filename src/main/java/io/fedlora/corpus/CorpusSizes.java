package io.fedlora.corpus;

import io.fedlora.scenario.ScenarioException;
import java.util.List;

/**
 * How many texts a client gets, and in which proportions they are drawn.
 *
 * @param trainPerClient at least 1
 * @param validationPerClient at least 0
 * @param testPerClient at least 1: every client is scored on its own
 * @param draw label proportions
 * @param whole sections of which all texts were asked for: their sizes are means, and natural
 *     clients with more texts keep them all
 */
public record CorpusSizes(
    int trainPerClient,
    int validationPerClient,
    int testPerClient,
    Draw draw,
    List<Section> whole) {
  public CorpusSizes {
    atLeast(1, trainPerClient, Section.TRAIN);
    atLeast(0, validationPerClient, Section.VALIDATION);
    atLeast(1, testPerClient, Section.TEST);
    whole = List.copyOf(whole);
  }

  /** Sizes that are all bounds. */
  public CorpusSizes(int trainPerClient, int validationPerClient, int testPerClient, Draw draw) {
    this(trainPerClient, validationPerClient, testPerClient, draw, List.of());
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
