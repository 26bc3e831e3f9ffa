package io.fedlora.foundation.checkpoint;

import io.fedlora.corpus.Tokenizer;
import io.fedlora.scenario.ScenarioException;
import java.util.function.Supplier;

/**
 * Opens tokenizers from the text of a {@code tokenizer.json}. Padding and truncation that the file
 * asks for are not applied: batches are padded elsewhere, and the caller says where to cut.
 */
public final class HuggingFaceTokenizers implements Supplier<Tokenizer> {
  private final String file;
  private final byte[] json;
  private final int segments;

  /**
   * @param file named in errors
   * @param json what the file holds
   * @param segments how many segments the model knows; with one, all tokens are in segment 0
   */
  public HuggingFaceTokenizers(String file, byte[] json, int segments) {
    this.file = file;
    this.json = json.clone();
    this.segments = segments;
  }

  /** What the file holds. */
  public byte[] json() {
    return json.clone();
  }

  /**
   * Opens a tokenizer; any thread may use it.
   *
   * @throws ScenarioException if the file is no tokenizer
   */
  @Override
  public Tokenizer get() {
    return new NativeTokenizer(file, json, segments);
  }
}
