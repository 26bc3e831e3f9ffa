package io.fedlora.bench;

/**
 * Resident memory over many steps, files not counted.
 *
 * @param steps how many
 * @param startBytes after the warm-up
 * @param endBytes after the last step
 */
public record MemoryUse(int steps, long startBytes, long endBytes) {
  /** By how much it grew; negative if it shrank. */
  public long growth() {
    return endBytes - startBytes;
  }
}
