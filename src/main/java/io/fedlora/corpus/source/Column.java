package io.fedlora.corpus.source;

/**
 * A column that a scenario asks for.
 *
 * @param key the scenario key, as {@code corpus.text}
 * @param name its value: a name, or a number from 1
 */
record Column(String key, String name) {
  @Override
  public String toString() {
    return key + " = " + name;
  }
}
