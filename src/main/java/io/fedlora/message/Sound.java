package io.fedlora.message;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;

/**
 * Reads what a well-formed body may hold and nothing else. A checksum only says that a frame is
 * what was sent; these see to it that whatever was sent cannot make its reader run out of memory.
 */
final class Sound {
  /** No frame holds more of anything that is counted. */
  private static final int MOST = 1 << 20;

  private Sound() {}

  /** How many of something follow. */
  static int count(Input input) {
    int count = input.readVarInt(true);
    if (count < 0 || count > MOST) {
      throw new KryoException("a count of " + count);
    }
    return count;
  }

  /** How far an array extends in one dimension. */
  static int extent(Input input) {
    int extent = input.readVarInt(true);
    if (extent < 0) {
      throw new KryoException("an extent of " + extent);
    }
    return extent;
  }

  /**
   * A name, which is never missing. Kryo would make room for as many letters as the frame claims.
   */
  static String name(Input input) {
    if (input.readVarIntFlag()) {
      int start = input.position();
      int lengthPlusOne = input.readVarIntFlag(true);
      if (lengthPlusOne < 1 || lengthPlusOne - 1 > input.limit() - input.position()) {
        throw new KryoException("a name of " + (lengthPlusOne - 1) + " letters");
      }
      input.setPosition(start);
    }
    String name = input.readString();
    if (name == null) {
      throw new KryoException("a name is missing");
    }
    return name;
  }
}
