package io.fedlora.corpus.source;

import io.fedlora.scenario.ScenarioException;
import java.util.List;
import java.util.stream.Collectors;

/** The topics (lexicographer files) of WordNet, known by number and by name. */
final class Lexicon {
  private static final List<String> NAMES =
      List.of(
          ("adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute"
                  + " noun.body noun.cognition noun.communication noun.event noun.feeling noun.food"
                  + " noun.group noun.location noun.motive noun.object noun.person noun.phenomenon"
                  + " noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape"
                  + " noun.state noun.substance noun.time verb.body verb.change verb.cognition"
                  + " verb.communication verb.competition verb.consumption verb.contact verb.creation"
                  + " verb.emotion verb.motion verb.perception verb.possession verb.social"
                  + " verb.stative verb.weather adj.ppl")
              .split(" "));

  private Lexicon() {}

  /** The name of a topic, as {@code noun.act}. */
  static String name(int number) {
    return NAMES.get(number);
  }

  /** How many topics there are. */
  static int size() {
    return NAMES.size();
  }

  /** The data file a topic's definitions are in: {@code noun}, {@code verb}, … */
  static String file(int number) {
    String name = NAMES.get(number);
    return name.substring(0, name.indexOf('.'));
  }

  /**
   * The number of a topic by its full name ({@code verb.body}) or its last part: of a noun topic,
   * or of any other that shares it with none.
   *
   * @throws ScenarioException if no topic or more than one answers to it
   */
  static int number(String topic) {
    for (String full : List.of(topic, "noun." + topic)) {
      if (NAMES.contains(full)) {
        return NAMES.indexOf(full);
      }
    }
    List<String> matches = NAMES.stream().filter(name -> name.endsWith("." + topic)).toList();
    if (matches.size() == 1) {
      return NAMES.indexOf(matches.get(0));
    }
    throw new ScenarioException(
        matches.isEmpty()
            ? "corpus.topics: WordNet has no topic " + topic + "; it has " + all()
            : "corpus.topics: " + topic + " may be any of " + matches + "; give the full name");
  }

  private static String all() {
    return NAMES.stream().collect(Collectors.joining(", "));
  }
}
