package io.fedlora.scenario;

/**
 * An amount of memory or data, written as {@code 512MiB}, {@code 10kB} or a plain number of bytes.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {
  public ByteSize {
    if (bytes < 0) {
      throw new InvalidValue("", "a size cannot be negative", "write for example 512MiB");
    }
  }
}
