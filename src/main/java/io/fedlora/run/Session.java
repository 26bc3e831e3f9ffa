package io.fedlora.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The real time that a run takes, from where it was begun or resumed.
 *
 * @param number how often it has been begun or resumed, from 1
 * @param roundsBefore rounds that had been written when this session began
 * @param secondsBefore real time that the sessions before took, to their last round
 * @param begun when this one began, on the machine's clock
 * @param trouble what is wrong with what the sessions before left, in words
 */
record Session(
    int number, int roundsBefore, double secondsBefore, long begun, Optional<String> trouble) {
  /** A line that says how far the sessions before had come. */
  private record Before(int session, double seconds) {}

  /** The first. */
  static Session first() {
    return new Session(1, 0, 0, System.nanoTime(), Optional.empty());
  }

  /**
   * The next one of a run, by what the machine was seen to do before. Nothing of the outcome
   * depends on it, so a damaged file is no reason to stop: it is cut off where it is damaged, and
   * what stood behind is not known any more.
   *
   * @throws UnreadableFileException if there is a file, but the disk does not give it
   */
  static Session after(Path machine) {
    byte[] bytes = read(machine);
    int rounds = 0;
    int end = 0;
    Before last = new Before(1, 0);
    for (int at = lineEnd(bytes, 0); at >= 0; at = lineEnd(bytes, end)) {
      Before before = before(new String(bytes, end, at - end, StandardCharsets.UTF_8));
      if (before == null) {
        break;
      }
      last = before;
      rounds++;
      end = at + 1;
    }
    boolean isDamaged = lineEnd(bytes, end) >= 0;
    if (isDamaged) {
      cut(machine, bytes, end);
    }
    return new Session(
        last.session() + 1,
        rounds,
        last.seconds(),
        System.nanoTime(),
        isDamaged
            ? Optional.of(
                "%s: line %d is not what a run writes; it was cut off there, and the wall times behind are not known any more"
                    .formatted(machine, rounds + 1))
            : Optional.empty());
  }

  private static byte[] read(Path machine) {
    try {
      return Files.exists(machine) ? Files.readAllBytes(machine) : new byte[0];
    } catch (IOException e) {
      throw new UnreadableFileException(
          machine,
          "cannot be read: " + DiskReason.reading(e) + "; make it readable, or remove it",
          e);
    }
  }

  /** Where the line ends that begins there; −1 if it is torn, or there is none. */
  private static int lineEnd(byte[] bytes, int begin) {
    for (int at = begin; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Null if the line is not what a run writes. */
  private static @Nullable Before before(String line) {
    try {
      JsonObject fields = JsonParser.parseString(line).getAsJsonObject();
      int session = fields.get("session").getAsInt();
      double seconds = fields.get("wallSeconds").getAsDouble();
      return session >= 1 && seconds >= 0 ? new Before(session, seconds) : null;
    } catch (RuntimeException e) {
      // Gson has an exception of its own for every way in which a field is not as it should be.
      return null;
    }
  }

  private static void cut(Path machine, byte[] bytes, int end) {
    try {
      WholeFile.write(machine, Arrays.copyOf(bytes, end));
    } catch (UncheckedIOException e) {
      throw new UnreadableFileException(
          machine, "is damaged, and cannot be cut off: " + e.getMessage(), e);
    }
  }

  /** Real time so far, over all sessions. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - begun) / 1e9;
  }
}
