package io.fedlora.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text of a resolved scenario, as far as it says what happens in a run: without comments,
 * without the seed, which stands apart, and without devices and checkpoint, which must not matter.
 *
 * @param seed as it is written; empty if it is not
 * @param lines all others, blank ones left out
 * @param unimportant those of devices and checkpoint
 */
record ScenarioLines(String seed, List<String> lines, List<String> unimportant) {
  private static final Set<String> UNIMPORTANT = Set.of("devices", "checkpoint");

  static ScenarioLines read(Path file) throws IOException {
    String seed = "";
    List<String> lines = new ArrayList<>();
    List<String> unimportant = new ArrayList<>();
    String key = "";
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (Character.isLetter(line.charAt(0))) {
        key = line.split("[ .={:]", 2)[0];
      }
      if (key.equals("seed")) {
        seed = line.replaceFirst("seed\\s*[=:]?\\s*", "").strip();
      } else {
        (UNIMPORTANT.contains(key) ? unimportant : lines).add(line.stripTrailing());
      }
    }
    return new ScenarioLines(seed, lines, unimportant);
  }

  /** Whether two scenarios are the same in what must not matter, too. */
  boolean isWholeTextSame(ScenarioLines other) {
    return equals(other);
  }

  /** The first line in which two scenarios differ, in words; empty if there is none. */
  String difference(ScenarioLines other) {
    for (int i = 0; i < Math.max(lines.size(), other.lines.size()); i++) {
      String mine = i < lines.size() ? lines.get(i).strip() : "nothing";
      String theirs = i < other.lines.size() ? other.lines.get(i).strip() : "nothing";
      if (!mine.equals(theirs)) {
        return "'" + mine + "' against '" + theirs + "'";
      }
    }
    return "";
  }
}
