package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/fedlora/report/script");
  private static final int WIDEST = 140;

  @Test
  void noLineIsTooLongToRead() throws IOException {
    List<String> wide = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        Files.readAllLines(file).stream()
            .filter(line -> line.length() > WIDEST)
            .forEach(line -> wide.add(name + ": " + line.strip()));
      }
    }
    assertThat(wide).isEmpty();
  }

  @Test
  void everyScriptIsOnThePage() throws IOException {
    String page = Page.html("title", "{}", false);
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(file -> assertThat(page).contains(Files.readString(file).strip()));
    }
  }
}
