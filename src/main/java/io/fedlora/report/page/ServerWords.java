package io.fedlora.report.page;

import java.util.Locale;
import java.util.Map;

/** How a server collects updates, in words. */
final class ServerWords {
  private final Map<String, String> values;

  private ServerWords(Map<String, String> values) {
    this.values = values;
  }

  /**
   * In one to four sentences.
   *
   * @param values of the scenario, by key
   */
  static String of(Map<String, String> values) {
    return new ServerWords(values).sentences();
  }

  private String sentences() {
    String rounds = get("rounds");
    String collection = get("server.collection");
    return "%s %s of %s collection. %s%s%s"
        .formatted(
            ScenarioWords.thousands(rounds),
            rounds.equals("1") ? "round" : "rounds",
            collection,
            how(collection),
            collection.equals("synchronous") || collection.equals("buffered") ? quorum() : "",
            stale(collection));
  }

  private String how(String collection) {
    return switch (collection) {
      case "buffered" ->
          "%s at work at a time; a buffer of %s makes a merge%s."
              .formatted(clients("server.concurrency"), get("server.buffer"), deadline(", "));
      case "asynchronous" ->
          "%s at work at a time; each update is merged as it comes, with weight %s%s."
              .formatted(clients("server.concurrency"), get("server.mixing"), deadline(", "));
      case "semi-synchronous" ->
          inTiers()
              ? "%s tiers of clients by speed, each with rounds of its own%s."
                  .formatted(get("server.tiers"), deadline(", over after "))
              : "%s at work at a time; what has come is merged every %s."
                  .formatted(clients("server.concurrency"), get("server.period"));
      default ->
          "A round asks %s and closes when %s have answered%s."
              .formatted(
                  clients("server.cohort").toLowerCase(Locale.ROOT),
                  get("server.close-after"),
                  deadline(", or after "));
    };
  }

  private String clients(String key) {
    String many = get(key);
    return many.equals("all")
        ? "Every client"
        : (many.contains(".") ? percent(many) : ScenarioWords.thousands(many)) + " of the clients";
  }

  private String deadline(String before) {
    String deadline = get("server.deadline");
    if (deadline.isEmpty() || deadline.equals("none")) {
      return "";
    }
    return before.endsWith("after ") ? before + deadline : before + "at most " + deadline + " each";
  }

  private String quorum() {
    String quorum = get("server.quorum");
    return quorum.matches("0(\\.0*)?|")
        ? ""
        : " With fewer than " + percent(quorum) + " of the answers nothing is merged.";
  }

  private String stale(String collection) {
    if (!collection.equals("synchronous")) {
      String bound = get("server.staleness-bound");
      return " What an update weighs falls with its age, " + get("server.staleness") + bound(bound);
    }
    return get("server.late-updates").equals("accept")
        ? " Late updates go into the next merge with a lower weight."
        : " Late updates are discarded.";
  }

  private static String bound(String bound) {
    return bound.isEmpty() || bound.equals("none")
        ? "."
        : "; one that has missed more than " + bound + " merges is late.";
  }

  /** A run of before there were tiers does not name them. */
  private boolean inTiers() {
    return !get("server.tiers").isEmpty() && !get("server.tiers").equals("none");
  }

  private String get(String key) {
    return values.getOrDefault(key, "");
  }

  /** As {@code 50 %}; what is no number stays as it is. */
  static String percent(String share) {
    try {
      double value = 100 * Double.parseDouble(share);
      return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f %%" : "%.1f %%", value);
    } catch (NumberFormatException e) {
      return share;
    }
  }
}
