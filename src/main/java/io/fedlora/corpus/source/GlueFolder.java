package io.fedlora.corpus.source;

import io.fedlora.file.DiskReason;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a GLUE task's texts lie: in a folder with {@code train.tsv} and {@code dev.tsv}, MNLI's
 * {@code dev_matched.tsv}.
 *
 * @param train texts to train on
 * @param dev texts to test on: GLUE's own test files have no labels
 */
record GlueFolder(Path train, Path dev) {
  private static final String TRAIN = "train.tsv";
  private static final List<String> DEV = List.of("dev.tsv", "dev_matched.tsv");

  /**
   * Looks for a task's files in a folder, or in its subfolder of the task's name: {@code sst2} is
   * found in {@code SST-2} too.
   *
   * @throws ScenarioException if they are not there
   */
  static GlueFolder find(Path folder, Optional<String> task) {
    Path at = folder;
    if (!Files.isRegularFile(folder.resolve(TRAIN)) && task.isPresent()) {
      at = subfolder(folder, task.get()).orElse(folder);
    }
    Path found = at;
    Optional<Path> dev = DEV.stream().map(found::resolve).filter(Files::isRegularFile).findFirst();
    if (!Files.isRegularFile(found.resolve(TRAIN)) || dev.isEmpty()) {
      throw new ScenarioException(
          "corpus.file = %s: the folder holds no train.tsv with a dev.tsv or dev_matched.tsv%s. Name the GLUE folder or the task's, or a file"
              .formatted(
                  folder, task.map(name -> ", nor has it one for the task " + name).orElse("")));
    }
    return new GlueFolder(found.resolve(TRAIN), dev.get());
  }

  private static Optional<Path> subfolder(Path folder, String task) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .filter(path -> plain(String.valueOf(path.getFileName())).equals(plain(task)))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new ScenarioException(
          "corpus.file = %s: cannot be read: %s".formatted(folder, DiskReason.reading(e)), e);
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum}]", "");
  }
}
