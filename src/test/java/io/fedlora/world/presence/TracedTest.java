package io.fedlora.world.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.InvalidValue;
import io.fedlora.world.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private Traced traced(String text, Optional<Duration> repeat) throws IOException {
    Path file = Files.writeString(folder.resolve("presence.csv"), text);
    return new Traced(new Traced.Options(Optional.of(file.toString()), repeat));
  }

  @Test
  void clientsTakeTheTracesInTurnAndOverlappingStretchesTogether() throws IOException {
    Traced traced = traced("client,from,to\n0,10,20\n0,15,30\n7,0,5.5\n", Optional.empty());
    Availability first = traced.of(1, 0);
    assertThat(first.isOpen(9 * SECOND)).isFalse();
    assertThat(first.nextChange(10 * SECOND)).isEqualTo(30 * SECOND);
    assertThat(traced.of(1, 1).nextChange(0)).isEqualTo(5_500_000_000L);
    assertThat(traced.of(1, 2).nextChange(10 * SECOND)).isEqualTo(30 * SECOND);
  }

  /** A mark of byte order, quotes, blanks, digits in names, lines that end in two characters. */
  @Test
  void whatASpreadsheetWritesIsRead() throws IOException {
    String text = "\uFEFF\"client_1\",\"from (s)\",to2\r\n\"0\", 10 ,\"20\"\r\n\r\n7,0,5.5";
    Traced traced = traced(text, Optional.empty());
    assertThat(traced.of(1, 0).nextChange(10 * SECOND)).isEqualTo(20 * SECOND);
    assertThat(traced.of(1, 1).nextChange(0)).isEqualTo(5_500_000_000L);
  }

  @Test
  void anAbsenceHasTheSameReasonWhetherOrNotTheTraceRepeats() throws IOException {
    String text = "0,10,20\n";
    assertThat(traced(text, Optional.empty()).of(1, 0).reason(0)).isEqualTo("trace");
    Availability repeated = traced(text, Optional.of(Duration.ofSeconds(60))).of(1, 0);
    assertThat(repeated.reason(0)).isEqualTo("trace");
    assertThat(repeated.isOpen(75 * SECOND)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage line\n0,1,2\n",
        "client 1,0,20\n1,5,30\n",
        "O,0,20\n",
        "0,1\n",
        "0,1,2,3\n",
        "-1,1,2\n",
        "0,5,5\n",
        "0,x,9\n"
      })
  void aLineThatIsNoStretchIsRefused(String text) {
    assertThatThrownBy(() -> traced(text, Optional.empty()))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void linesAreCountedAsAnEditorDoes() {
    for (String end : new String[] {"", "\n"}) {
      assertThatThrownBy(() -> traced("client,from,to\n\n0,1,2\n0,9,x" + end, Optional.empty()))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("line 4 of the file is not client,from,to: 0,9,x");
    }
  }

  @Test
  void aQuoteThatNobodyClosesIsTold() {
    assertThatThrownBy(() -> traced("client,from,to\n0,\"1,2\n", Optional.empty()))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("cannot be read: ")
        .hasMessageContaining("line");
  }

  @Test
  void aFileWithoutStretchesIsRefused() {
    assertThatThrownBy(() -> traced("client,from,to\n", Optional.empty()))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("holds no lines");
  }
}
