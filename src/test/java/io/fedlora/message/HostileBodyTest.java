package io.fedlora.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import io.fedlora.random.RandomStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bodies whose checksum is right and whose content is not: what a faulty client might send. */
class HostileBodyTest {
  private static final int HUGE = Integer.MAX_VALUE - 8;

  private final Codec codec = new Codec();

  private void assertRefused(Kind kind, Consumer<Output> body) {
    try (Output output = new Output(64, -1)) {
      body.accept(output);
      WireRecord wire = WireRecord.of(kind, 1, output.toBytes(), 0);
      assertThatThrownBy(() -> codec.decode(WireRecord.parse(wire.frame())))
          .isInstanceOf(DamagedFrameException.class);
    }
  }

  private static void begin(Output output) {
    output.writeVarInt(1, true);
    output.writeVarLong(0, true);
    output.writeVarInt(0, true);
  }

  @Test
  void hugeCountsAreRefusedWithoutAnAttemptToHoldThem() {
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(HUGE, true);
        });
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(1, true);
          output.writeString("part");
          output.writeVarInt(HUGE, true);
        });
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(1, true);
          output.writeString("part");
          output.writeVarInt(1, true);
          output.writeString("entry");
          output.writeVarInt(HUGE, true);
        });
    assertRefused(Kind.DOWNLOAD, output -> shape(output, HUGE));
    assertRefused(Kind.DOWNLOAD, output -> shape(output, HUGE, HUGE));
    assertRefused(Kind.DOWNLOAD, output -> shape(output, 1 << 16, 1 << 16));
  }

  private static void shape(Output output, int... extents) {
    begin(output);
    output.writeVarInt(1, true);
    output.writeString("part");
    output.writeVarInt(1, true);
    output.writeString("entry");
    output.writeVarInt(extents.length, true);
    for (int extent : extents) {
      output.writeVarInt(extent, true);
    }
    output.writeFloats(new float[6], 0, 6);
  }

  @Test
  void negativeExtentsAreRefusedEvenIfTheirProductIsNot() {
    assertRefused(Kind.DOWNLOAD, output -> shape(output, -1));
    assertRefused(Kind.DOWNLOAD, output -> shape(output, -2, -3));
  }

  @Test
  void namesLongerThanTheFrameAreRefusedWithoutAnAttemptToHoldThem() {
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(1, true);
          output.writeVarIntFlag(true, HUGE, true);
        });
    assertRefused(
        Kind.UPDATE,
        output -> {
          begin(output);
          output.writeVarInt(0, true);
          output.writeDouble(0);
          output.writeVarInt(1, true);
          output.writeVarIntFlag(true, HUGE, true);
        });
  }

  @Test
  void missingNamesAreRefused() {
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(1, true);
          output.writeString(null);
          output.writeVarInt(0, true);
        });
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(1, true);
          output.writeString("part");
          output.writeVarInt(1, true);
          output.writeString(null);
          output.writeVarInt(0, true);
          output.writeFloat(1);
        });
  }

  @Test
  void aPartThatStandsTwiceIsRefused() {
    assertRefused(
        Kind.DOWNLOAD,
        output -> {
          begin(output);
          output.writeVarInt(2, true);
          for (int i = 0; i < 2; i++) {
            output.writeString("part");
            output.writeVarInt(0, true);
          }
        });
  }

  @Test
  void anotherKindsBodyIsRefused() {
    byte[] frame = codec.encode(1, Bodies.update()).frame();
    assertRefused(Kind.RECALL, output -> output.write(frame, 18, frame.length - 18));
    assertRefused(Kind.HELLO, output -> {});
  }

  @Test
  void randomBytesGiveABodyOrARefusalAndNothingElse() {
    byte[] frame = codec.encode(1, Bodies.update()).frame();
    int refused = 0;
    int rounds = 20_000;
    for (int i = 0; i < rounds; i++) {
      RandomStream draw = RandomStream.of(11, "hostile", i);
      byte[] body = java.util.Arrays.copyOfRange(frame, 18, frame.length);
      int changes = 1 + draw.nextInt(3);
      for (int c = 0; c < changes; c++) {
        body[draw.nextInt(body.length)] = (byte) draw.nextInt(256);
      }
      try {
        codec.decode(WireRecord.of(Kind.UPDATE, 1, body, 0));
      } catch (DamagedFrameException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(rounds / 20, rounds);
  }
}
