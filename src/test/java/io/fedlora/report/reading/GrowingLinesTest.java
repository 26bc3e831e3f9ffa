package io.fedlora.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingLinesTest {
  @TempDir private Path folder;

  private final List<Integer> seen = new ArrayList<>();

  private boolean read(GrowingLines lines) {
    return lines.read(object -> seen.add(object.get("n").getAsInt()));
  }

  @Test
  void aTornLineWaitsForItsEnd() throws IOException {
    Path file = folder.resolve("lines.jsonl");
    GrowingLines lines = new GrowingLines(file);
    assertThat(read(lines)).isFalse();
    Files.writeString(file, "{\"n\":1}\n{\"n\":2}\n{\"n\"");
    assertThat(read(lines)).isTrue();
    assertThat(read(lines)).isFalse();
    assertThat(seen).containsExactly(1, 2);
    Files.writeString(file, ":3}\n{\"n\":4}\n", StandardOpenOption.APPEND);
    assertThat(read(lines)).isTrue();
    assertThat(seen).containsExactly(1, 2, 3, 4);
  }

  @Test
  void linesLongerThanABlockAreWhole() throws IOException {
    Path file = folder.resolve("lines.jsonl");
    String pad = "é".repeat(100_000);
    Files.writeString(file, "{\"n\":1,\"pad\":\"" + pad + "\"}\n{\"n\":2}\n");
    assertThat(read(new GrowingLines(file))).isTrue();
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = folder.resolve("lines.jsonl");
    Files.writeString(file, "{\"n\":1}\n[2]\n");
    assertThatThrownBy(() -> read(new GrowingLines(file)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("lines.jsonl: line 2 is no JSON object");
    for (String line : List.of("{}", "{\"n\":\"x\"}", "{\"n\":{}}")) {
      Files.writeString(file, "{\"n\":1}\n" + line + "\n");
      assertThatThrownBy(() -> read(new GrowingLines(file)))
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageContaining("lines.jsonl: line 2 is not as a run writes it");
    }
  }
}
