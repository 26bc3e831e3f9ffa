package io.fedlora.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "runs/quickstart-2 | runs/quickstart-2",
        "my runs/one | 'my runs/one'",
        "it's | 'it'\\''s'",
        "$HOME | '$HOME'",
        "~ | '~'",
        "runs~1 | runs~1",
        "läuft | 'läuft'"
      })
  void whatAShellWouldReadOtherwiseIsQuoted(String path, String word) {
    assertThat(CommandWord.of(Path.of(path))).isEqualTo(word);
  }
}
