package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private final StringWriter err = new StringWriter();

  private int call(String trouble, String... arguments) {
    StandardOutput out =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException(trouble);
              }
            });
    Shell shell =
        new Shell(
            new PrintWriter(out, true, StandardCharsets.UTF_8),
            new PrintWriter(err, true),
            Shell.UNLIMITED,
            Shell.UNLIMITED,
            false,
            () -> false);
    return Fedlora.execute(shell, out, arguments);
  }

  @Test
  void whatCannotBePrintedIsAFailure() {
    assertThat(call("No space left on device", "methods")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "fedlora: standard output cannot be written: No space left on device\n");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNone() {
    assertThat(call("Broken pipe", "methods")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void badInputStaysBadInput() {
    assertThat(call("No space left on device", "describe", "none.conf")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("none.conf");
  }
}
