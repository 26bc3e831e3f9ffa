package io.fedlora.check;

import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** Reads {@code events.jsonl} line by line and digests its bytes. */
final class Journal {
  /**
   * What reading it to the end showed.
   *
   * @param sha256 of all bytes, in hexadecimal
   * @param lines that end as lines do
   * @param torn whether something stands behind the last of them
   */
  record Read(String sha256, long lines, boolean torn) {}

  private final Path file;
  private final Findings findings;

  Journal(Path file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** Gives every line that is an event to the consumer; what is no event is a violation. */
  Read each(Consumer<Line> consumer) throws IOException {
    MessageDigest digest = Digests.sha256();
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    long number = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          line.write(next);
          continue;
        }
        number++;
        digest.update(line.toByteArray());
        digest.update((byte) '\n');
        parse(number, line.toString(StandardCharsets.UTF_8), consumer);
        line.reset();
      }
    }
    digest.update(line.toByteArray());
    return new Read(Digests.hex(digest), number, line.size() > 0);
  }

  private void parse(long number, String text, Consumer<Line> consumer) {
    String complaint;
    try {
      JsonObject fields = Json.object(text);
      complaint = Schema.complaint(fields);
      if (complaint.isEmpty()) {
        consumer.accept(new Line(fields));
        return;
      }
    } catch (IOException e) {
      complaint = "is no event: " + e.getMessage();
    }
    findings.violation(0, "events.jsonl:" + number + " " + complaint);
  }
}
