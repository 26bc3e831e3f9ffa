package io.fedlora.scenario;

/**
 * The {@code corpus} block: the texts and how many of them a client has.
 *
 * @param source the corpus' name
 * @param trainPerClient texts to learn from; all stands for as many as there are, shared equally
 * @param validationPerClient texts to choose hyperparameters on; 0 for none
 * @param testPerClient texts to score on
 * @param draw in which proportions of labels texts are drawn from the corpus
 * @param options what the corpus itself reads
 */
public record CorpusSettings(
    String source,
    Count trainPerClient,
    Count validationPerClient,
    Count testPerClient,
    Draw draw,
    Block options) {
  public CorpusSettings {
    trainPerClient = orAll("train-per-client", trainPerClient);
    testPerClient = orAll("test-per-client", testPerClient);
    refuseShare("validation-per-client", validationPerClient, "a whole number");
    if (validationPerClient instanceof Count.All) {
      throw new InvalidValue(
          "validation-per-client",
          "cannot be all: texts to learn from would be left to no client",
          "write for example validation-per-client = 64, or 0 for none");
    }
  }

  /** 0 texts to learn from or to score on would mean nothing, so 0 is another word for all. */
  private static Count orAll(String key, Count count) {
    refuseShare(key, count, "a whole number or all");
    return count.equals(new Count.Exactly(0)) ? Count.ALL : count;
  }

  private static void refuseShare(String key, Count count, String expected) {
    if (count instanceof Count.Share) {
      throw new InvalidValue(
          key, "expected " + expected + ", found a share", "write for example " + key + " = 64");
    }
  }

  /** As the enum of the same constants in the corpus package, which this one may not use. */
  public enum Draw {
    /** Balanced from wordnet-topics, natural from every other source. */
    AUTO,
    /** Equally many of each label. */
    BALANCED,
    /** As the corpus has them. */
    NATURAL
  }
}
