package io.fedlora.run;

import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.file.CommandWord;
import io.fedlora.file.DiskReason;
import io.fedlora.file.WholeFile;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder that a run leaves; its files are described in {@code docs/run-folder.md}.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  /** The journal. */
  static final String EVENTS = "events.jsonl";

  /** Wire records of updates. */
  static final String FRAMES = "updates.frames";

  /** The outcome. */
  static final String SUMMARY = "summary.json";

  /** Finished work, until the run is over. */
  static final String WORK = "checkpoint";

  static final String SCENARIO = "scenario.conf";
  private static final String ADAPTERS = "adapters";
  private static final String NAME_A_RUN = "; name a folder that a run was written to";

  /**
   * Refuses a folder that cannot become a run's.
   *
   * @throws ScenarioException if something is in it already
   */
  public static void requireFree(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new ScenarioException(path + " is a file; name another folder with --out");
    }
    if (Files.exists(path.resolve(SCENARIO))) {
      throw new ScenarioException(
          path + " holds a run already; name another folder with --out, or remove this one");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      if (entries.iterator().hasNext()) {
        throw new ScenarioException(path + " is not empty; name another folder with --out");
      }
    } catch (IOException e) {
      throw new ScenarioException(path + " cannot be read: " + DiskReason.reading(e), e);
    }
  }

  /**
   * Makes the folder, with the scenario in it from the first moment.
   *
   * @throws ScenarioException if something is in the way
   */
  public static RunFolder create(Path path, String scenario) {
    requireFree(path);
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new ScenarioException(path + " is no name for a folder");
    }
    // Not a temporary directory of Java's, which nobody but its owner may read.
    String prefix = "." + absolute.getFileName() + ".";
    Path temporary = parent.resolve(prefix + ProcessHandle.current().pid());
    try {
      Files.createDirectories(parent);
      clearAbandoned(parent, prefix);
      Files.createDirectory(temporary);
    } catch (IOException e) {
      throw unmakeable(path, e);
    }
    try {
      WholeFile.write(temporary.resolve(SCENARIO), scenario);
      Files.deleteIfExists(absolute);
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UncheckedIOException e) {
      clear(temporary);
      throw unmakeable(path, e);
    }
    return new RunFolder(path);
  }

  /**
   * The folder of a run that was begun.
   *
   * @throws ScenarioException if there is none
   */
  public static RunFolder begun(Path path) {
    if (!Files.isDirectory(path)) {
      throw new ScenarioException(
          path + (Files.exists(path) ? " is not a folder" : ": no such folder") + NAME_A_RUN);
    }
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.file(SCENARIO))) {
      throw new ScenarioException(path + " is no run folder: it has no " + SCENARIO + NAME_A_RUN);
    }
    return folder;
  }

  /** Whether the run has come to its end. */
  public boolean isFinished() {
    return Files.exists(file(SUMMARY));
  }

  /**
   * The scenario of the run.
   *
   * @throws ScenarioException if it is not what this version of the program wrote
   */
  public Scenario scenario() {
    Path file = file(SCENARIO);
    Scenario scenario;
    try {
      scenario = ScenarioFile.load(file, List.of());
    } catch (ScenarioException e) {
      throw new ScenarioException(
          e.getMessage()
              + " ("
              + file
              + " is the run's own file: put it back as it was written, or begin anew)",
          e);
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ScenarioException(file + " cannot be read: " + DiskReason.reading(e), e);
    }
    if (!text.equals(scenario.resolvedText(Execution.VERSION))) {
      throw new ScenarioException(
          file
              + " is not as FedLoRA "
              + Execution.VERSION
              + " wrote it; put it back, go on with the version that wrote it, or begin anew with:"
              + " fedlora run "
              + CommandWord.of(file));
    }
    return scenario;
  }

  /** Takes away what killed processes left half-written, in the folder and all folders in it. */
  void clean() throws IOException {
    List<Path> left;
    try (Stream<Path> all = Files.walk(path)) {
      left = all.filter(WholeFile::isHalfWritten).filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path one : left) {
      Files.delete(one);
    }
  }

  /**
   * The run is over but for its last steps: from now on {@code checkpoint/}, even if nothing was
   * stored in it, says that they are not all done.
   */
  void markEnding() throws IOException {
    Files.createDirectories(file(WORK));
  }

  /** Whether the last steps have not all been done, once there is a summary. */
  boolean isEnding() {
    return Files.isDirectory(file(WORK));
  }

  /** Takes away what only a run that is not over needs. */
  void forgetWork() throws IOException {
    Path work = file(WORK);
    if (Files.isDirectory(work)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(work)) {
        for (Path entry : entries) {
          Files.delete(entry);
        }
      }
      Files.delete(work);
    }
  }

  private static ScenarioException unmakeable(Path path, Exception failure) {
    Throwable cause = failure instanceof IOException ? failure : failure.getCause();
    String reason = cause instanceof IOException disk ? DiskReason.of(disk) : failure.getMessage();
    String remedy = cause instanceof IOException disk ? DiskReason.remedy(disk) : "make room";
    return new ScenarioException(
        "%s cannot be made: %s; %s, or name another folder with --out"
            .formatted(path, reason, remedy),
        failure);
  }

  private static void clear(Path temporary) {
    try {
      Files.deleteIfExists(temporary.resolve(SCENARIO));
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What made the folder fail is told; that this failed too would tell nothing more.
      return;
    }
  }

  /** Takes away what processes left that were killed as they made a folder of this name. */
  private static void clearAbandoned(Path parent, String prefix) throws IOException {
    List<Path> abandoned = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(parent, entry -> isAbandoned(entry, prefix))) {
      entries.forEach(abandoned::add);
    }
    for (Path folder : abandoned) {
      new RunFolder(folder).clean();
      clear(folder);
    }
  }

  private static boolean isAbandoned(Path entry, String prefix) {
    String name = String.valueOf(entry.getFileName());
    if (!name.startsWith(prefix) || !Files.isDirectory(entry)) {
      return false;
    }
    String process = name.substring(prefix.length());
    return process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty();
  }

  /** A file of the folder. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes what the server began with, where merges cannot be repeated without it. */
  void writeInitial(State common) {
    StateFile.write(path.resolve("initial.safetensors"), common, Map.of());
  }

  /** Writes what the server and the clients ended with. */
  void writeAdapters(State common, List<State> clients) throws IOException {
    Files.createDirectories(path.resolve(ADAPTERS));
    StateFile.write(adapter("common"), common, Map.of());
    for (int client = 0; client < clients.size(); client++) {
      StateFile.write(adapter("client-" + client), clients.get(client), Map.of());
    }
  }

  private Path adapter(String owner) {
    return path.resolve(ADAPTERS).resolve(owner + ".safetensors");
  }

  /**
   * SHA-256 over the files that the run wrote to {@code adapters/}, in name order, in hexadecimal.
   *
   * @param clients how many have one
   */
  String fingerprint(int clients) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    List<Path> files = new ArrayList<>();
    files.add(adapter("common"));
    for (int client = 0; client < clients; client++) {
      files.add(adapter("client-" + client));
    }
    files.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
    for (Path file : files) {
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
