package io.fedlora.fuzz;

import io.fedlora.random.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that say when clients are there, for groups with {@code available.kind = trace}. What is in
 * them follows from their names, so that a drawn scenario is whole with its name alone.
 */
final class Presences {
  /** How many there are. */
  static final int COUNT = 3;

  private static final String PREFIX = "fuzz-presence-";
  private static final int MOST_CLIENTS = 4;
  private static final int STRETCHES = 12;

  private Presences() {}

  /** The name of a file, from 1. */
  static String name(int number) {
    return PREFIX + number + ".csv";
  }

  /** Writes all of them. */
  static void writeInto(Path folder) {
    try {
      for (int number = 1; number <= COUNT; number++) {
        Files.writeString(folder.resolve(name(number)), content(number));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written to", e);
    }
  }

  /** The scenario with the files in that folder. */
  static String placed(String scenario, Path folder) {
    return scenario.replace("\"" + PREFIX, "\"" + folder.toAbsolutePath() + "/" + PREFIX);
  }

  /** The files that a scenario names, as comments of it. */
  static String comments(String scenario) {
    StringBuilder text = new StringBuilder();
    for (int number = 1; number <= COUNT; number++) {
      if (scenario.contains(name(number))) {
        text.append("# Write beside it, as ").append(name(number)).append(":\n");
        content(number).lines().forEach(line -> text.append("#   ").append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static String content(int number) {
    Choice draw = new Choice(RandomStream.of(number, PREFIX));
    List<String> lines = new ArrayList<>(List.of("client,from,to"));
    for (int client = 0; client < Math.min(MOST_CLIENTS, number + 1); client++) {
      double at = draw.between(0, 20);
      for (int stretch = 0; stretch < STRETCHES; stretch++) {
        double to = at + draw.magnitude(2, 80);
        lines.add("%d,%s,%s".formatted(client, Choice.number(at), Choice.number(to)));
        at = to + draw.magnitude(1, 40);
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
