package io.fedlora.check;

import com.google.gson.JsonObject;
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

  private static final int CHUNK = 1 << 16;
  private static final int TOLD = 5;

  private final Path file;
  private final Findings findings;
  private long wrong;

  Journal(Path file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** Gives every line that is an event to the consumer; what is no event is a violation. */
  Read each(Consumer<Line> consumer) throws IOException {
    MessageDigest digest = Digests.sha256();
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    wrong = 0;
    long number = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
        digest.update(chunk, 0, size);
        int begin = 0;
        for (int at = 0; at < size; at++) {
          if (chunk[at] == '\n') {
            line.write(chunk, begin, at - begin);
            begin = at + 1;
            number++;
            parse(number, line.toString(StandardCharsets.UTF_8), consumer);
            line.reset();
          }
        }
        line.write(chunk, begin, size - begin);
      }
    }
    if (wrong > TOLD) {
      findings.violation(0, "events.jsonl: " + (wrong - TOLD) + " further lines are no events");
    }
    return new Read(Digests.hex(digest), number, line.size() > 0);
  }

  /** Of a file that is no journal at all, a few lines tell enough. */
  private void complain(long number, String complaint) {
    if (++wrong <= TOLD) {
      findings.violation(0, "events.jsonl:" + number + " " + complaint);
    }
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
    complain(number, complaint);
  }
}
