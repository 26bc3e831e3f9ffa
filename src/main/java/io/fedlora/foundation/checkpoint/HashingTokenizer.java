package io.fedlora.foundation.checkpoint;

import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer without a vocabulary: words between blanks and ASCII punctuation, each mapped to a
 * token id by a hash of its characters. Padding is 0, the first token 1, the separator 2.
 */
final class HashingTokenizer implements Tokenizer {
  static final int PADDING = 0;
  private static final int FIRST = 1;
  private static final int SEPARATOR = 2;
  private static final int SPECIAL_TOKENS = 3;

  private final int vocabulary;

  /**
   * @param vocabulary token ids to hash into, the special ones included
   */
  HashingTokenizer(int vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public EncodedText encode(String text, @Nullable String pair, int maxLength) {
    List<Integer> first = tokens(text);
    List<Integer> second = pair == null ? Collections.emptyList() : tokens(pair);
    int room = maxLength - (pair == null ? 2 : 3);
    if (room < 0) {
      throw new IllegalArgumentException("no text fits into " + maxLength + " tokens");
    }
    while (first.size() + second.size() > room) {
      List<Integer> longer = first.size() > second.size() ? first : second;
      longer.remove(longer.size() - 1);
    }
    List<Integer> ids = new ArrayList<>();
    ids.add(FIRST);
    ids.addAll(first);
    ids.add(SEPARATOR);
    int boundary = ids.size();
    if (pair != null) {
      ids.addAll(second);
      ids.add(SEPARATOR);
    }
    int[] segments = new int[ids.size()];
    Arrays.fill(segments, boundary, segments.length, 1);
    return new EncodedText(ids.stream().mapToInt(Integer::intValue).toArray(), segments);
  }

  /** Only ASCII is classified and folded: the tables for the rest differ between JDKs. */
  private List<Integer> tokens(String text) {
    List<Integer> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c > '~' || (c >= '0' && c <= '9') || isAsciiLetter(c);
      if (letter) {
        word.append(isAsciiLetter(c) ? (char) (c | ' ') : c);
        continue;
      }
      finish(word, tokens);
      if (c > ' ') {
        finish(word.append(c), tokens);
      }
    }
    finish(word, tokens);
    return tokens;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void finish(StringBuilder word, List<Integer> tokens) {
    if (word.length() > 0) {
      // The language specification fixes the hash of a string.
      int hash = word.toString().hashCode() * 0x9E3779B9;
      tokens.add(
          SPECIAL_TOKENS + Integer.remainderUnsigned(hash >>> 7, vocabulary - SPECIAL_TOKENS));
      word.setLength(0);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
