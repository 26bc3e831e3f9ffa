package io.fedlora.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
  private final Path file;

  GrowingFileTest(@TempDir Path folder) {
    this.file = folder.resolve("lines");
  }

  private static void add(GrowingFile lines, String... texts) throws IOException {
    for (String text : texts) {
      lines.add((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aTornLineIsCutAndTheRestIsToldAgain() throws IOException {
    Files.writeString(file, "one\ntwo\nthr");
    try (GrowingFile lines = GrowingFile.toldAgain(file)) {
      assertThat(file).hasContent("one\ntwo\n");
      add(lines, "one", "two", "three");
      lines.requireAllTold();
    }
    assertThat(file).hasContent("one\ntwo\nthree\n");
  }

  @Test
  void anotherLineIsRefusedAndNothingIsWritten() throws IOException {
    Files.writeString(file, "one\ntwo\n");
    try (GrowingFile lines = GrowingFile.toldAgain(file)) {
      add(lines, "one");
      assertThatThrownBy(() -> add(lines, "tow"))
          .isInstanceOf(DivergenceException.class)
          .hasMessageContaining("lines: line 2 is not what the run does there");
    }
    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void lessThanStandsThereIsNoticed() throws IOException {
    Files.writeString(file, "one\ntwo\n");
    try (GrowingFile lines = GrowingFile.toldAgain(file)) {
      add(lines, "one");
      assertThatThrownBy(lines::requireAllTold)
          .isInstanceOf(DivergenceException.class)
          .hasMessageContaining("line 2");
    }
  }

  @Test
  void aLongTornLineIsFoundFromBehind() throws IOException {
    Files.writeString(file, "one\n" + "x".repeat(200_000));
    GrowingFile.continued(file).close();
    assertThat(file).hasContent("one\n");
    Files.writeString(file, "x".repeat(200_000));
    GrowingFile.continued(file).close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatIsContinuedNeedNotBeToldAgain() throws IOException {
    Files.writeString(file, "one\ntw");
    try (GrowingFile lines = GrowingFile.continued(file)) {
      add(lines, "three");
    }
    assertThat(file).hasContent("one\nthree\n");
  }

  @Test
  void newOnesAreMade() throws IOException {
    try (GrowingFile lines = GrowingFile.toldAgain(file)) {
      add(lines, "one");
    }
    assertThat(file).hasContent("one\n");
    assertThatThrownBy(() -> GrowingFile.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void aFullDiskIsTold() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "needs /dev/full");
    try (GrowingFile lines = GrowingFile.continued(full)) {
      add(lines, "one");
      assertThatThrownBy(lines::flush).isInstanceOf(IOException.class);
    } catch (IOException e) {
      // Closing tries once more.
      assertThat(e).hasMessageContaining("space");
    }
  }
}
