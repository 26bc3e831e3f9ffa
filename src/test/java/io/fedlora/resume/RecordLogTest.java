package io.fedlora.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.file.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {
  private static final List<String> RECORDS = List.of("first", "second record", "", "last");

  private final Path file;
  private final byte[] whole;

  RecordLogTest(@TempDir Path folder) throws IOException {
    this.file = folder.resolve("log");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String record : RECORDS) {
      RecordLog.write(out, record.getBytes(StandardCharsets.UTF_8));
    }
    this.whole = out.toByteArray();
  }

  private List<String> read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    List<String> seen = new ArrayList<>();
    RecordLog.open(file, (record, place) -> seen.add(new String(record, StandardCharsets.UTF_8)))
        .close();
    return seen;
  }

  private static List<String> first(int records) {
    return RECORDS.subList(0, records);
  }

  /** Of records that lie whole in so many bytes. */
  private static List<String> wholeIn(int bytes) {
    int end = 0;
    int records = 0;
    for (String record : RECORDS) {
      end += RecordLog.HEADER_BYTES + record.length();
      records += end <= bytes ? 1 : 0;
    }
    return first(records);
  }

  @Test
  void aFlippedBitIsFoundOrTakesTheLastRecordAlone() throws IOException {
    int lastContent = whole.length - RECORDS.get(3).length();
    for (int place = 0; place < whole.length; place++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = whole.clone();
        bytes[place] ^= (byte) (1 << bit);
        boolean torn = place >= lastContent - Integer.BYTES;
        if (torn) {
          assertThat(read(bytes)).as("bit %d of byte %d", bit, place).isEqualTo(first(3));
        } else {
          assertThatThrownBy(() -> read(bytes))
              .as("bit %d of byte %d", bit, place)
              .isInstanceOf(UnreadableFileException.class)
              .hasMessageStartingWith(file + ": is damaged at byte ");
          assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
      }
    }
  }

  @Test
  void aLogThatWasCutAnywhereKeepsWhatIsWhole() throws IOException {
    for (int length = 0; length <= whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isEqualTo(wholeIn(length));
      assertThat(read(Files.readAllBytes(file))).isEqualTo(wholeIn(length));
    }
  }

  /** A power failure may keep a file's length and not its last bytes. */
  @Test
  void roomThatWasNotFilledIsCutOff() throws IOException {
    int lastHeader = whole.length - RECORDS.get(3).length() - RecordLog.HEADER_BYTES;
    byte[] empty = Arrays.copyOf(Arrays.copyOf(whole, lastHeader), whole.length + 100);
    assertThat(read(empty)).isEqualTo(first(3));
    assertThat(Files.size(file)).isEqualTo(lastHeader);
    byte[] half = Arrays.copyOf(Arrays.copyOf(whole, whole.length - 2), whole.length + 100);
    assertThat(read(half)).isEqualTo(first(3));
    assertThat(read(Arrays.copyOf(whole, whole.length + 100))).isEqualTo(RECORDS);
  }

  @Test
  void whatIsPutBehindATornLogIsReadBack() throws IOException {
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    try (RecordLog log = RecordLog.open(file, (record, place) -> {})) {
      log.append("new".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(Files.readAllBytes(file)))
        .containsExactly(RECORDS.get(0), RECORDS.get(1), RECORDS.get(2), "new");
  }
}
