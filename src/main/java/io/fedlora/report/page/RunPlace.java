package io.fedlora.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a compared run lies.
 *
 * @param name its folder, without what all folders begin with
 * @param report its own page as a relative link; empty if it has none
 */
public record RunPlace(String name, String report) {
  static List<RunPlace> of(List<Path> folders, Path comparison) {
    List<String> names = names(folders);
    return IntStream.range(0, names.size())
        .mapToObj(
            run ->
                new RunPlace(
                    names.get(run), link(folders.get(run).resolve("report.html"), comparison)))
        .toList();
  }

  /** The names alone of at least one folder: paths from what all of them lie below. */
  public static List<String> names(List<Path> folders) {
    List<Path> all = folders.stream().map(RunPlace::whole).toList();
    Path base = all.get(0).getParent();
    while (base != null && !within(base, all)) {
      base = base.getParent();
    }
    Path shared = base;
    return all.stream()
        .map(folder -> slashed(shared == null ? folder : shared.relativize(folder)))
        .toList();
  }

  private static Path whole(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private static boolean within(Path base, List<Path> folders) {
    return folders.stream().allMatch(folder -> folder.startsWith(base) && !folder.equals(base));
  }

  private static String link(Path report, Path from) {
    if (!Files.isRegularFile(report)) {
      return "";
    }
    try {
      // The real ones: a step up from what a symbolic link leads to is another folder.
      return slashed(from.toRealPath().relativize(report.toRealPath()));
    } catch (IOException | IllegalArgumentException e) {
      // Such as on another drive.
      return "";
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
