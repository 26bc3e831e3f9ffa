package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedSafetensorsTest {
  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  private void assertRefused(byte[] bytes, String problem) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, bytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void missing() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(folder.resolve("none") + ": no such file");
  }

  @Test
  void cutAnywhere() throws IOException {
    Path file = folder.resolve("whole.safetensors");
    new Safetensors(
            Map.of("w", new Tensor(List.of(2, 2), new float[] {1, 2, 3, 4})),
            Map.of("format", "pt"))
        .write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "");
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "its arrays need 16 bytes, the file has");
  }

  @Test
  void impossibleHeaderLength() throws IOException {
    byte[] bytes = SafetensorsBytes.of("{}", 0);
    bytes[7] = (byte) 0x80;
    assertRefused(bytes, "is impossible");
    bytes[7] = 0;
    bytes[0] = 100;
    assertRefused(bytes, "ends inside its header");
  }

  @Test
  void textOfAnotherKind() throws IOException {
    byte[] bytes = SafetensorsBytes.of("{'a':1}\u00e9", 0);
    assertRefused(bytes, "its header is damaged");
    bytes[bytes.length - 1] = (byte) 0xFF;
    assertRefused(bytes, "its header is damaged");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          []                                                                     | damaged
          {"w":                                                                  | damaged
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x               | damaged
          {"w":{"dtype":"F32","shape":[1]}}                                      | array w lacks
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}                   | array w lacks
          {"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}                | negative
          {"w":{"dtype":"F32","shape":[99999999999],"data_offsets":[0,4]}}       | damaged
          {"w":{"dtype":"F32","shape":[2147483647,2147483647,9],"data_offsets":[0,8]}} | has 8
          {"w":{"dtype":"F32","shape":"x","data_offsets":[0,4]}}                 | damaged
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}                 | needs 4 bytes, has 8
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                 | expected to start at 0
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}                 | expected to start at 0
          {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}                | need 12 bytes, the file has 8
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                 | need 4 bytes, the file has 8
          {"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | array w lies at bytes 4 to 8
          {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | stands twice
          {"w":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}                 | array w is in I32; F32
          """)
  void badHeader(String header, String problem) throws IOException {
    assertRefused(SafetensorsBytes.of(header, 8), problem);
  }
}
