package io.fedlora.corpus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A toy tokenizer: a token a word, its id the word's hash; counts what it encoded. */
final class WordTokenizer implements Tokenizer {
  private int encoded;

  int encoded() {
    return encoded;
  }

  @Override
  public EncodedText encode(String text, @Nullable String pair, int maxLength) {
    encoded++;
    String[] words = (pair == null ? text : text + " " + pair).split("\\s+");
    int[] ids = Arrays.stream(words).limit(maxLength).mapToInt(String::hashCode).toArray();
    return new EncodedText(ids, new int[ids.length]);
  }

  @Override
  public void close() {}
}
