package io.fedlora.corpus;

/** A source of labelled texts; a scenario names it by {@code corpus.source}. */
public interface Corpus {
  /**
   * Reads everything there is, in an order that depends on the source alone.
   *
   * @throws io.fedlora.scenario.ScenarioException if the source is missing or damaged
   */
  LabelledTexts read();
}
