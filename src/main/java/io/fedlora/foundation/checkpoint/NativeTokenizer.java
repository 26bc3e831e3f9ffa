package io.fedlora.foundation.checkpoint;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Tokenizer;
import io.fedlora.scenario.ScenarioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hugging Face's own tokenizer library, called through DJL. */
final class NativeTokenizer implements Tokenizer {
  static {
    // Otherwise the library may look for other builds of itself, and report its use, on the net.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final String file;
  private final byte[] json;
  private final int segments;

  /** The length at which it cuts is a native tokenizer's own setting: one for every length. */
  private final Map<Integer, HuggingFaceTokenizer> byLength = new TreeMap<>();

  private boolean closed;

  NativeTokenizer(String file, byte[] json, int segments) {
    this.file = file;
    this.json = json;
    this.segments = segments;
    // Opened once at once, so that a bad file shows here and not at the first text.
    tokenizer(512);
  }

  @Override
  public EncodedText encode(String text, @Nullable String pair, int maxLength) {
    HuggingFaceTokenizer tokenizer = tokenizer(maxLength);
    Encoding encoding;
    try {
      encoding =
          pair == null
              ? tokenizer.encode(text, true, false)
              : tokenizer.encode(text, pair, true, false);
    } catch (RuntimeException e) {
      throw new ScenarioException(unfit(pair, maxLength, firstLine(e)), e);
    }
    int[] ids = narrow(encoding.getIds());
    if (ids.length > maxLength) {
      // Where it cannot cut so far, the library does not cut at all.
      throw new ScenarioException(unfit(pair, maxLength, "its special tokens alone are more"));
    }
    return new EncodedText(ids, segments > 1 ? narrow(encoding.getTypeIds()) : new int[ids.length]);
  }

  private synchronized HuggingFaceTokenizer tokenizer(int maxLength) {
    if (closed) {
      throw new IllegalStateException("the tokenizer of " + file + " is closed");
    }
    return byLength.computeIfAbsent(maxLength, this::open);
  }

  private HuggingFaceTokenizer open(int maxLength) {
    String length = Integer.toString(maxLength);
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json),
          Map.of(
              "addSpecialTokens", "true",
              "padding", "false",
              "truncation", "true",
              "stride", "0",
              "maxLength", length,
              "modelMaxLength", length));
    } catch (IOException | RuntimeException e) {
      throw new ScenarioException(file + ": no tokenizer can be made of it: " + firstLine(e), e);
    }
  }

  private String unfit(@Nullable String pair, int maxLength, String reason) {
    return "local.max-length = %d: the tokenizer of %s cannot encode %s so (%s). Raise it"
        .formatted(maxLength, file, pair == null ? "a text" : "a pair", reason);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static int[] narrow(long[] values) {
    int[] narrowed = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = Math.toIntExact(values[i]);
    }
    return narrowed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    byLength.values().forEach(HuggingFaceTokenizer::close);
    byLength.clear();
  }
}
