package io.fedlora.check;

import java.util.List;
import java.util.zip.CRC32C;

/**
 * The wire record of an update, taken apart.
 *
 * @param bytes the whole record
 * @param request it answers
 * @param round of the request
 * @param version of the common state that the work began from
 * @param examples training texts behind it
 * @param steps local steps behind it
 * @param parts in order
 */
record Frame(
    byte[] bytes,
    long request,
    int round,
    long version,
    int examples,
    int steps,
    List<Values> parts) {
  /** How many values the parts hold together. */
  long parameters() {
    return parts.stream().mapToLong(part -> part.values().length).sum();
  }

  /** CRC32C of the values of these parts as little-endian float32. */
  static long checksum(List<Values> parts) {
    CRC32C crc = new CRC32C();
    for (Values part : parts) {
      crc.update(part.bytes());
    }
    return crc.getValue();
  }
}
