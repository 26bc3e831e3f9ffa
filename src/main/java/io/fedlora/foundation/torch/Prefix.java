package io.fedlora.foundation.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Computes the constant activations of a group of texts at the input of one layer. A group is 16
 * texts in corpus order, padded to the longest of them rounded up to 8, whoever asks.
 */
final class Prefix implements AutoCloseable {
  /** Texts of a group. */
  static final int TEXTS = 16;

  private final PtNDManager manager;
  private final Script script;
  private final NDList base;
  private final Architecture architecture;
  private final Numbers numbers;

  Prefix(
      PtNDManager manager, Script script, NDList base, Architecture architecture, Numbers numbers) {
    this.manager = manager;
    this.script = script;
    this.base = base;
    this.architecture = architecture;
    this.numbers = numbers;
  }

  /** For each text of a group the activations of its tokens, in the store's form. */
  byte[][] group(TokenTable texts, int group) {
    int first = group * TEXTS;
    int[] indexes = IntStream.range(first, Math.min(first + TEXTS, texts.size())).toArray();
    int[] lengths = IntStream.of(indexes).map(i -> texts.text(i).ids().length).toArray();
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] > architecture.longestInput()) {
        throw new IllegalArgumentException(
            "text "
                + indexes[i]
                + " has "
                + lengths[i]
                + " tokens, the model takes "
                + architecture.longestInput());
      }
    }
    Mask mask = new Mask(lengths, texts.paddedLength(indexes));
    try (Inputs inputs = Inputs.open(manager)) {
      add(inputs, mask, texts, first);
      inputs.addAll(base);
      return split(script.runWithoutGradients(inputs).singletonOrThrow(), mask);
    }
  }

  private void add(Inputs inputs, Mask mask, TokenTable texts, int first) {
    int last = architecture.longestInput() - 1;
    boolean segments = architecture.segments() > 1;
    mask.addIntegers(
        inputs,
        "batch[]",
        (row, place, token) ->
            token ? texts.text(first + row).ids()[place] : architecture.paddingToken());
    mask.addIntegers(
        inputs,
        "batch[]",
        (row, place, token) -> architecture.positionOffset() + Math.min(place, last));
    mask.addIntegers(
        inputs,
        "batch[]",
        (row, place, token) -> {
          EncodedText text = texts.text(first + row);
          return token && segments ? text.segments()[place] : 0;
        });
    mask.addScores(inputs, "batch[]", numbers);
  }

  /** Cuts the padding off. */
  private byte[][] split(NDArray activations, Mask mask) {
    ByteBuffer all = activations.toByteBuffer().order(ByteOrder.nativeOrder());
    int tokenBytes = architecture.width() * numbers.host().getNumOfBytes();
    byte[][] texts = new byte[mask.lengths().length][];
    for (int row = 0; row < texts.length; row++) {
      int length = mask.lengths()[row];
      texts[row] = new byte[length * architecture.width() * numbers.keptBytes()];
      int start = row * mask.padded() * tokenBytes;
      numbers.store(
          all.slice(start, length * tokenBytes).order(ByteOrder.nativeOrder()), texts[row]);
    }
    return texts;
  }

  @Override
  public void close() {
    script.close();
  }
}
