package io.fedlora.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Standard output, which remembers that it could not be written: the writer on top of it never
 * tells. After that nothing more is written.
 */
final class StandardOutput extends OutputStream {
  private static final String CLOSED_PIPE = "Broken pipe";

  private final OutputStream to;
  private String trouble = "";

  StandardOutput(OutputStream to) {
    this.to = to;
  }

  @Override
  public synchronized void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    if (trouble.isEmpty()) {
      try {
        to.write(bytes, from, length);
      } catch (IOException e) {
        trouble = String.valueOf(e.getMessage());
      }
    }
  }

  /** Why something was not written; nothing if its reader, as {@code head}, has seen enough. */
  synchronized Optional<String> trouble() {
    return trouble.isEmpty() || trouble.equals(CLOSED_PIPE)
        ? Optional.empty()
        : Optional.of(trouble);
  }
}
