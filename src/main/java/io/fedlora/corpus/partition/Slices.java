package io.fedlora.corpus.partition;

import java.util.Arrays;

/** Cuts texts into contiguous slices, one a client. */
final class Slices {
  private Slices() {}

  /** Slices of equal size; what is left over is dropped. */
  static int[][] equal(int[] texts, int clients) {
    int[] sizes = new int[clients];
    Arrays.fill(sizes, texts.length / clients);
    return of(texts, sizes);
  }

  /** Slices of these sizes, one after the other. */
  static int[][] of(int[] texts, int[] sizes) {
    int[][] slices = new int[sizes.length][];
    int from = 0;
    for (int client = 0; client < sizes.length; client++) {
      slices[client] = Arrays.copyOfRange(texts, from, from + sizes[client]);
      from += sizes[client];
    }
    return slices;
  }
}
