package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void givesBackEveryBit() {
    RandomStream random = RandomStream.of(1, "safetensors");
    float[] large = new float[40_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = Float.intBitsToFloat((int) random.nextLong());
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z.\"quoted\" é", new Tensor(List.of(200, 200), large));
    tensors.put("a", new Tensor(List.of(3), new float[] {Float.MIN_VALUE, -0f, Float.NaN}));
    tensors.put("empty", new Tensor(List.of(0, 4), new float[0]));
    tensors.put("number", new Tensor(List.of(), new float[] {7}));
    Path file = folder.resolve("x.safetensors");
    new Safetensors(tensors, Map.of("format", "pt")).write(file);

    Safetensors read = Safetensors.read(file);

    assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertThat(tensor(read, name).shape()).isEqualTo(tensor.shape());
          assertThat(bits(tensor(read, name).values())).isEqualTo(bits(tensor.values()));
        });
  }

  private static Tensor tensor(Safetensors content, String name) {
    return Objects.requireNonNull(content.tensors().get(name));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void laysTheFileOutAsTheFormatSays() throws IOException {
    Path file = folder.resolve("x.safetensors");
    new Safetensors(
            Map.of("w", new Tensor(List.of(1, 2), new float[] {1, -2})), Map.of("format", "pt"))
        .write(file);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = buffer.getLong();
    assertThat(length % 8).isZero();
    String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
    assertThat(header.stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}");
    assertThat(buffer.getFloat(8 + (int) length)).isEqualTo(1f);
    assertThat(buffer.getFloat(12 + (int) length)).isEqualTo(-2f);
    assertThat(bytes).hasSize(16 + (int) length);
  }

  @Test
  void readsOtherNumberFormats() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(0.1).putLong(-3);
    for (int half : new int[] {0x3C00, 0xC000, 0x0001, 0x7BFF, 0x7C00, 0x3555}) {
      data.putShort((short) half);
    }
    data.putShort((short) 0x3FC0).putShort((short) 0xFF80);
    String header =
        "{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"i\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[8,16]},"
            + "\"h\":{\"dtype\":\"F16\",\"shape\":[6],\"data_offsets\":[16,28]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[28,32]}}";
    Path file = folder.resolve("x.safetensors");
    Files.write(file, SafetensorsBytes.of(header, 32, data));

    Safetensors read = Safetensors.read(file);

    assertThat(tensor(read, "d").values()).containsExactly(0.1f);
    assertThat(tensor(read, "i").values()).containsExactly(-3f);
    assertThat(tensor(read, "h").values())
        .containsExactly(1f, -2f, 0x1p-24f, 65504f, Float.POSITIVE_INFINITY, 0.33325195f);
    assertThat(tensor(read, "b").values()).containsExactly(1.5f, Float.NEGATIVE_INFINITY);
  }

  @Test
  void readsOnlyWhatIsWanted() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"mask\":{\"dtype\":\"BOOL\",\"shape\":[4],\"data_offsets\":[4,8]}}";
    Path file = folder.resolve("x.safetensors");
    Files.write(file, SafetensorsBytes.of(header, 8));
    assertThat(Safetensors.read(file, "a"::equals).tensors()).containsOnlyKeys("a");
  }
}
