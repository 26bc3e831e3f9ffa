package io.fedlora.corpus;

import java.util.OptionalInt;

/** A source of labelled texts; a scenario names it by {@code corpus.source}. */
public interface Corpus {
  /**
   * Reads everything there is, in an order that depends on the source alone.
   *
   * @throws io.fedlora.scenario.ScenarioException if the source is missing or damaged
   */
  LabelledTexts read();

  /** How many labels there are, where that can be known without reading. */
  default OptionalInt classes() {
    return OptionalInt.empty();
  }
}
