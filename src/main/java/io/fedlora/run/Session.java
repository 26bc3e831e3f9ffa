package io.fedlora.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The real time that a run takes, from where it was begun or gone on with.
 *
 * @param number how often it has been begun or gone on with, from 1
 * @param roundsBefore rounds that had been written when this session began
 * @param secondsBefore real time that the sessions before took, to their last round
 * @param begun when this one began, on the machine's clock
 */
record Session(int number, int roundsBefore, double secondsBefore, long begun) {
  /** The first. */
  static Session first() {
    return new Session(1, 0, 0, System.nanoTime());
  }

  /**
   * The next one of a run, by what the machine was seen to do before.
   *
   * @throws UnreadableFileException if the file is not what a run writes
   */
  static Session after(Path machine) {
    try {
      List<String> lines = Files.exists(machine) ? Files.readAllLines(machine) : List.of();
      // The last line may be torn.
      for (int last = lines.size(); last > 0; last--) {
        try {
          JsonObject line = JsonParser.parseString(lines.get(last - 1)).getAsJsonObject();
          JsonElement number = line.get("session");
          double seconds = line.get("wallSeconds").getAsDouble();
          return new Session(number.getAsInt() + 1, last, seconds, System.nanoTime());
        } catch (JsonParseException | IllegalStateException e) {
          if (last < lines.size()) {
            throw new UnreadableFileException(machine, "line " + last + " is no object", e);
          }
        }
      }
      return new Session(2, 0, 0, System.nanoTime());
    } catch (IOException e) {
      throw new UnreadableFileException(machine, "cannot be read: " + DiskReason.reading(e), e);
    }
  }

  /** Real time so far, over all sessions. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - begun) / 1e9;
  }
}
