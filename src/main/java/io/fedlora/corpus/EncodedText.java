package io.fedlora.corpus;

/**
 * A text as a model reads it: token ids with the special tokens, and the segment of each token.
 *
 * @param ids token ids, at most as many as {@code local.max-length}
 * @param segments 0 for the first text, 1 for its pair; as long as {@code ids}
 */
public record EncodedText(int[] ids, int[] segments) {}
