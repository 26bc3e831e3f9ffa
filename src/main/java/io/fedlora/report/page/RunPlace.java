package io.fedlora.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a compared run lies.
 *
 * @param name its folder, without what all folders begin with
 * @param report its own page as a relative link; empty if it has none below the comparison's folder
 */
public record RunPlace(String name, String report) {
  static List<RunPlace> of(List<Path> folders, Path comparison) {
    List<String> names = names(folders);
    return IntStream.range(0, names.size())
        .mapToObj(
            run ->
                new RunPlace(
                    names.get(run),
                    link(whole(folders.get(run)).resolve("report.html"), whole(comparison))))
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

  private static String link(Path report, Path below) {
    return report.startsWith(below) && Files.isRegularFile(report)
        ? slashed(below.relativize(report))
        : "";
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
