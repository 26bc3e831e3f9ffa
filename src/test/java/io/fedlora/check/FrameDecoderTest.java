package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  private final byte[] sample =
      new SampleFrame(300, 2, 1).with("common", SampleRun.values("update", 1, 24)).bytes();

  @Test
  void readsWhatTheCodecWrites() throws FrameException {
    Layout layout = Layout.builder().add("a", 2, 3).add("b").add("c", 200).build();
    float[] values = SampleRun.values("update", 1, 207);
    State state = State.of(new Part("common", layout, values), Part.zeros("head", layout));
    byte[] bytes =
        new Codec()
            .encode(
                1L << 40,
                new Body.Update(
                    300, 1L << 33, 1000, 7, 0.5, new TreeMap<>(Map.of("a", 1.0, "bc", 2.0)), state))
            .frame();
    Frame frame = FrameDecoder.decode(bytes);
    assertThat(frame.request()).isEqualTo(1L << 40);
    assertThat(frame.round()).isEqualTo(300);
    assertThat(frame.version()).isEqualTo(1L << 33);
    assertThat(frame.examples()).isEqualTo(1000);
    assertThat(frame.parts()).extracting(Values::part).containsExactly("common", "head");
    assertThat(frame.parts().get(0).values()).isEqualTo(values);
    assertThat(frame.parameters()).isEqualTo(414);
  }

  @Test
  void everyFlippedBitIsSeen() {
    for (int bit = 0; bit < 8 * sample.length; bit++) {
      byte[] damaged = sample.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> FrameDecoder.decode(damaged)).isInstanceOf(FrameException.class);
    }
  }

  @Test
  void nonsenseUnderASoundChecksumEndsInOneErrorOnly() {
    for (int at = 18; at < 60; at++) {
      byte[] damaged = sample.clone();
      damaged[at] = (byte) 0xFF;
      CRC32C crc = new CRC32C();
      crc.update(damaged, 0, 14);
      crc.update(damaged, 18, damaged.length - 18);
      ByteBuffer.wrap(damaged).putInt(14, (int) crc.getValue());
      try {
        assertThat(FrameDecoder.decode(damaged).request()).isEqualTo(300);
      } catch (FrameException e) {
        assertThat(e).hasMessageMatching("(counts|has) .*");
      }
    }
  }

  @Test
  void aRecordThatIsCutIsRefused() {
    for (int length = 0; length < sample.length; length++) {
      byte[] cut = Arrays.copyOf(sample, length);
      assertThatThrownBy(() -> FrameDecoder.decode(cut)).isInstanceOf(FrameException.class);
    }
  }
}
