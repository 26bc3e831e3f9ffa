package io.fedlora.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code updates.frames} in step with the journal: one wire record for every update that
 * arrived, of the request, size and checksum that the journal says.
 */
final class FrameCheck implements Inspector {
  private static final int INVARIANT = 2;

  private final @Nullable FrameFile file;
  private final Book book;
  private final PrivacyCheck privacy;
  private final MergeReplay replay;
  private final Findings findings;
  private long missing;
  private long sent;

  /**
   * @param file null if the run kept no updates
   */
  FrameCheck(
      @Nullable FrameFile file,
      Book book,
      PrivacyCheck privacy,
      MergeReplay replay,
      Findings findings) {
    this.file = file;
    this.book = book;
    this.privacy = privacy;
    this.replay = replay;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    sent += line.is("update-sent") ? 1 : 0;
    if (file == null || !(line.is("update-received") || line.is("update-kept"))) {
      return;
    }
    try {
      byte[] bytes = file.next();
      if (bytes == null) {
        missing++;
        return;
      }
      findings.count("wire records of updates", 1);
      take(line, FrameDecoder.decode(bytes));
    } catch (FrameException e) {
      findings.violation(INVARIANT, line, record() + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("updates.frames cannot be read: " + e.getMessage(), e);
    }
  }

  private String record() {
    return "record " + (file == null ? 0 : file.read()) + " of updates.frames ";
  }

  private void take(Line line, Frame frame) {
    if (frame.request() != line.request()) {
      findings.violation(INVARIANT, line, record() + "belongs to request " + frame.request());
      return;
    }
    Book.Asked asked = book.asked(line.request());
    if (asked != null && (frame.round() != asked.round() || frame.version() != asked.version())) {
      findings.violation(
          INVARIANT,
          line,
          record()
              + "says round %d and version %d, the request was of round %d and version %d"
                  .formatted(frame.round(), frame.version(), asked.round(), asked.version()));
    }
    long checksum = Frame.checksum(frame.parts());
    if (checksum != line.whole("checksum")) {
      findings.violation(
          INVARIANT,
          line,
          record()
              + "has values with checksum %d, the journal says %d"
                  .formatted(checksum, line.whole("checksum")));
    }
    Book.Sent sent = book.sent(line.request());
    if (sent != null
        && (sent.bytes() != frame.bytes().length || sent.parameters() != frame.parameters())) {
      findings.violation(
          5,
          line,
          record()
              + "has %d bytes and %d parameters, sent were %d and %d"
                  .formatted(
                      frame.bytes().length, frame.parameters(), sent.bytes(), sent.parameters()));
    }
    book.noteUpdate(line.request(), frame.examples(), frame.steps());
    privacy.inspect(line, frame);
    replay.arrived(line, frame);
  }

  @Override
  public void end(boolean complete) {
    privacy.end();
    if (file == null) {
      findings.unchecked(
          1, "there is no updates.frames, so nothing that was sent can be looked at");
      findings.unchecked(2, "there is no updates.frames, so no version can be computed anew");
      return;
    }
    if (complete && sent > file.read()) {
      findings.unchecked(
          1,
          (sent - file.read())
              + " updates were sent and lost, refused or discarded; what they held is not stored");
    }
    if (complete && missing > 0) {
      findings.violation(
          INVARIANT,
          "updates.frames ends after %d records, %d more arrived".formatted(file.read(), missing));
    } else if (missing > 0) {
      findings.unchecked(
          INVARIANT, missing + " updates are not in updates.frames, as the run broke off");
    }
    if (file.left() > 0 || (complete && file.isTorn())) {
      report(complete, "updates.frames goes on behind record " + file.read());
    }
  }

  private void report(boolean complete, String message) {
    if (complete) {
      findings.violation(INVARIANT, message);
    } else {
      findings.unchecked(INVARIANT, message);
    }
  }
}
