package io.fedlora.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches bytes for a run of the numbers that a client owns alone: at least {@value #RUN} of them
 * in a row, none zero, wherever in the bytes they begin.
 *
 * <p>Every run of that length holds a whole block of {@value #BLOCK} numbers that starts at a
 * multiple of its length, so it is enough to look for the hashes of those blocks at every byte. A
 * block of one number throughout tells nothing of its owner and is not looked for.
 */
final class PrivateValues {
  static final int RUN = 16;
  static final int BLOCK = 8;

  private static final int BLOCK_BYTES = BLOCK * Float.BYTES;
  private static final long BASE = 0x9E3779B97F4A7C15L;
  private static final long OLDEST = power(BLOCK_BYTES);

  /**
   * A run of private numbers.
   *
   * @param part it belongs to
   * @param from the first of them in the part
   * @param count how many there are
   * @param at the byte at which they begin
   */
  record Found(String part, int from, int count, int at) {
    @Override
    public String toString() {
      return "%d values of part %s, from its value %d on, at byte %d"
          .formatted(count, part, from, at);
    }
  }

  private final List<Values> owned;
  private final long[] hashes;
  private final int[] blocks;
  private final int mask;

  /**
   * Prepares the search.
   *
   * @param owned the parts that are nobody else's
   */
  PrivateValues(List<Values> owned) {
    this.owned = owned;
    int count = owned.stream().mapToInt(part -> part.values().length / BLOCK).sum();
    int slots = Integer.highestOneBit(Math.max(8, count * 4));
    this.hashes = new long[slots];
    this.blocks = new int[slots];
    this.mask = slots - 1;
    int block = 0;
    for (Values part : owned) {
      byte[] bytes = part.bytes();
      for (int i = 0; i + BLOCK <= part.values().length; i += BLOCK, block++) {
        if (isTelling(part.values(), i)) {
          put(hash(bytes, i * Float.BYTES), block);
        }
      }
    }
  }

  /** How many numbers are looked for. */
  long size() {
    return owned.stream().mapToLong(part -> part.values().length).sum();
  }

  /** The first run; empty if there is none. */
  Optional<Found> find(byte[] bytes) {
    if (bytes.length < BLOCK_BYTES) {
      return Optional.empty();
    }
    long hash = hash(bytes, 0);
    for (int at = 0; ; at++) {
      Optional<Found> found = at(bytes, at, hash);
      if (found.isPresent() || at + BLOCK_BYTES >= bytes.length) {
        return found;
      }
      hash = hash * BASE + bytes[at + BLOCK_BYTES] - OLDEST * bytes[at];
    }
  }

  /** Whether these numbers are such a run, but for fewer than would be one themselves. */
  boolean holdsMostOf(byte[] bytes) {
    int count = bytes.length / Float.BYTES;
    return find(bytes).filter(found -> count - found.count() < RUN).isPresent();
  }

  private Optional<Found> at(byte[] bytes, int at, long hash) {
    for (int slot = slot(hash); blocks[slot] != 0; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash) {
        Optional<Found> found = verify(bytes, at, blocks[slot] - 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Follows a block to both sides as far as the numbers are the same. */
  private Optional<Found> verify(byte[] bytes, int at, int block) {
    int first = block;
    Values part = owned.get(0);
    for (Values candidate : owned) {
      part = candidate;
      if (first < candidate.values().length / BLOCK) {
        break;
      }
      first -= candidate.values().length / BLOCK;
    }
    float[] values = part.values();
    int from = first * BLOCK;
    int to = from;
    int offset = at - from * Float.BYTES;
    while (from > 0 && same(bytes, offset + (from - 1) * Float.BYTES, values[from - 1])) {
      from--;
    }
    while (to < values.length && same(bytes, offset + to * Float.BYTES, values[to])) {
      to++;
    }
    if (to - from < RUN) {
      return Optional.empty();
    }
    return Optional.of(new Found(part.part(), from, to - from, offset + from * Float.BYTES));
  }

  private static boolean same(byte[] bytes, int at, float value) {
    if (at < 0 || at + Float.BYTES > bytes.length || value == 0) {
      return false;
    }
    int bits = 0;
    for (int i = Float.BYTES - 1; i >= 0; i--) {
      bits = bits << 8 | (bytes[at + i] & 0xFF);
    }
    return bits == Float.floatToRawIntBits(value);
  }

  private static boolean isTelling(float[] values, int from) {
    boolean varied = false;
    for (int i = from; i < from + BLOCK; i++) {
      if (values[i] == 0) {
        return false;
      }
      varied |= values[i] != values[from];
    }
    return varied;
  }

  private void put(long hash, int block) {
    int slot = slot(hash);
    while (blocks[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    blocks[slot] = block + 1;
  }

  private int slot(long hash) {
    return (int) (hash * BASE >>> 32) & mask;
  }

  private static long hash(byte[] bytes, int from) {
    long hash = 0;
    for (int i = from; i < from + BLOCK_BYTES; i++) {
      hash = hash * BASE + bytes[i];
    }
    return hash;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }

  /**
   * The parts of a client that are not parts of the common state; null if there are none to look
   * for.
   */
  static @Nullable PrivateValues of(List<Values> client, List<Values> common) {
    List<String> shared = common.stream().map(Values::part).toList();
    List<Values> owned = client.stream().filter(values -> !shared.contains(values.part())).toList();
    return owned.isEmpty() ? null : new PrivateValues(owned);
  }
}
