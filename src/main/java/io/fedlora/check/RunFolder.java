package io.fedlora.check;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The files of a run folder. */
record RunFolder(Path path) {
  private static final Pattern LATER_SESSION = Pattern.compile("\"session\":([2-9]|\\d{2,})");

  /**
   * The run in a folder.
   *
   * @throws ScenarioException if it is no run folder
   */
  static RunFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw bad(path, Files.exists(path) ? "is not a folder" : "no such folder");
    }
    RunFolder folder = new RunFolder(path);
    for (Path file : new Path[] {folder.scenario(), folder.events()}) {
      if (!Files.isRegularFile(file)) {
        throw bad(path, "is no run folder: it has no " + file.getFileName());
      }
    }
    return folder;
  }

  private static ScenarioException bad(Path path, String problem) {
    return new ScenarioException(
        path + ": " + problem + "; name a folder that a run was written to");
  }

  Path scenario() {
    return path.resolve("scenario.conf");
  }

  Path events() {
    return path.resolve("events.jsonl");
  }

  Path frames() {
    return path.resolve("updates.frames");
  }

  Path initial() {
    return path.resolve("initial.safetensors");
  }

  Path summary() {
    return path.resolve("summary.json");
  }

  Path machine() {
    return path.resolve("machine.jsonl");
  }

  Path adapters() {
    return path.resolve("adapters");
  }

  /** Whether the run was stopped and resumed, by what it says of the machine's sessions. */
  boolean isResumed() {
    Path machine = machine();
    if (!Files.isRegularFile(machine)) {
      return false;
    }
    try {
      // Whatever bytes stand there: it is no part of what is compared.
      return LATER_SESSION.matcher(Files.readString(machine, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What to throw when a file of the folder cannot be read at all. */
  ScenarioException unreadable(Exception cause) {
    return new ScenarioException(
        path + ": a file of the run cannot be read: " + cause.getMessage(), cause);
  }
}
