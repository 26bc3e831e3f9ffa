package io.fedlora.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The bytes of wire records, against what docs/run-folder.md says of them. */
class WireRecordTest {
  private final Codec codec = new Codec();

  @Test
  void theHeaderIsAsDocumented() {
    byte[] frame = codec.encode(0x0102030405060708L, new Body.Recall(5)).frame();
    assertThat(HexFormat.of().formatHex(frame, 0, 14))
        .isEqualTo("0102" + "0102030405060708" + "00000001");
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, 14);
    crc.update(frame, 18, frame.length - 18);
    assertThat(ByteBuffer.wrap(frame).getInt(14)).isEqualTo((int) crc.getValue());
    assertThat(frame).hasSize(19);
    assertThat(frame[18]).isEqualTo((byte) 5);
  }

  @Test
  void theBodyOfAnUpdateIsAsDocumented() {
    TreeMap<String, Double> reports = new TreeMap<>();
    reports.put("ab", 1.0);
    State state =
        State.of(new Part("cd", Layout.builder().add("ef", 2, 1).build(), new float[] {1, -2}));
    byte[] frame = codec.encode(1, new Body.Update(3, 300, 64, 10, 0.5, reports, state)).frame();
    String ascii = "%02x%02x";
    String expected =
        "03"
            + "ac02"
            + "40"
            + "0a"
            + "000000000000e03f"
            + "01"
            + ascii.formatted((int) 'a', 'b' | 0x80)
            + "000000000000f03f"
            + "01"
            + ascii.formatted((int) 'c', 'd' | 0x80)
            + "01"
            + ascii.formatted((int) 'e', 'f' | 0x80)
            + "020201"
            + "0000803f"
            + "000000c0";
    assertThat(frame[1]).isEqualTo((byte) 1);
    assertThat(HexFormat.of().formatHex(frame, WireRecord.HEADER_BYTES, frame.length))
        .isEqualTo(expected);
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] frame = codec.encode(7, Bodies.update()).frame();
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] damaged = frame.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> codec.decode(WireRecord.parse(damaged)))
          .as("bit %d", bit)
          .isInstanceOf(DamagedFrameException.class);
    }
  }

  @Test
  void everyTruncationAndEveryExtensionIsNoticed() {
    byte[] frame = codec.encode(7, Bodies.update()).frame();
    for (int length = 0; length < frame.length + 20; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      if (length != frame.length) {
        assertThatThrownBy(() -> codec.decode(WireRecord.parse(cut)))
            .as("length %d", length)
            .isInstanceOf(DamagedFrameException.class);
      }
    }
  }

  @Test
  void anUnknownVersionOrKindOrLengthIsNotRead() {
    byte[] frame = codec.encode(7, new Body.Recall(1)).frame();
    assertRefused(changed(frame, 0, 2), "version 2");
    assertRefused(changed(frame, 1, 4), "kind 4");
    assertRefused(changed(frame, 1, -1), "kind -1");
    assertRefused(changed(frame, 13, 9), "length");
  }

  /** A frame with one byte changed and the checksum of what it then is. */
  private static byte[] changed(byte[] frame, int at, int value) {
    byte[] changed = frame.clone();
    changed[at] = (byte) value;
    CRC32C crc = new CRC32C();
    crc.update(changed, 0, 14);
    crc.update(changed, 18, changed.length - 18);
    ByteBuffer.wrap(changed).putInt(14, (int) crc.getValue());
    return changed;
  }

  private static void assertRefused(byte[] frame, String why) {
    assertThatThrownBy(() -> WireRecord.parse(frame))
        .isInstanceOf(DamagedFrameException.class)
        .hasMessageContaining(why);
  }
}
