package io.fedlora.foundation;

/**
 * The size of a minibatch, which is all that its cost depends on.
 *
 * @param rows texts
 * @param length tokens each is padded to
 */
public record BatchShape(int rows, int length) {
  /** Tokens, padding included. */
  public long tokens() {
    return (long) rows * length;
  }
}
