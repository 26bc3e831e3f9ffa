package io.fedlora.corpus;

import org.jspecify.annotations.Nullable;

/**
 * A labelled text of a corpus.
 *
 * @param text what is classified
 * @param pair the second text of tasks on pairs, or null
 * @param label 0 … labels − 1
 * @param attribute what natural clients are told apart by (domain, author, …), or null
 * @param group texts of one group never meet across train, validation and test; null if the text
 *     stands alone
 */
public record Example(
    String text,
    @Nullable String pair,
    int label,
    @Nullable String attribute,
    @Nullable String group) {

  /** A text that stands alone. */
  public Example(String text, @Nullable String pair, int label, @Nullable String attribute) {
    this(text, pair, label, attribute, null);
  }
}
