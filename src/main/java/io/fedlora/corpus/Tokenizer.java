package io.fedlora.corpus;

import org.jspecify.annotations.Nullable;

/** Turns text into the token ids of one foundation model. */
public interface Tokenizer extends AutoCloseable {
  /**
   * Encodes a text or a pair of texts, special tokens included, without padding.
   *
   * @param pair the second text, or null
   * @param maxLength the longest encoding in tokens; what is beyond is cut off (of a pair, from the
   *     longer text first)
   */
  EncodedText encode(String text, @Nullable String pair, int maxLength);

  @Override
  void close();
}
