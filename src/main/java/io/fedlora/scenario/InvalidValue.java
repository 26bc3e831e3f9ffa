package io.fedlora.scenario;

/**
 * A record's own word that one of its values will not do. The binder, which knows where the value
 * stands, turns it into a {@link ScenarioException} with file, line and full key.
 */
public final class InvalidValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String problem;
  private final String remedy;

  /**
   * @param key the key inside the record's block, as {@code private-rank}; empty for the block
   * @param problem what is wrong, as {@code must be below rank, found 8 with rank = 8}
   * @param remedy what would do, as {@code write for example private-rank = 2}
   */
  public InvalidValue(String key, String problem, String remedy) {
    super(key + ": " + problem + "; " + remedy);
    this.key = key;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The key inside the record's block. */
  public String key() {
    return key;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What would do. */
  public String remedy() {
    return remedy;
  }
}
