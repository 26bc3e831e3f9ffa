package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.List;

/** Who a scenario's clients are, when they are there and how they behave, in words. */
final class FleetWords {
  private final ScenarioWords words;

  FleetWords(ScenarioWords words) {
    this.words = words;
  }

  /** Groups and what becomes of their clients, then what befalls a region. */
  String fleet() {
    List<String> paths = words.elements("fleet.groups");
    List<String> groups = paths.stream().map(path -> group(path, paths.size() > 1)).toList();
    boolean plain = paths.size() < 2 && groups.stream().allMatch(String::isEmpty);
    String kinds =
        paths.size() > 1
            ? String.join(", ", groups)
            : "All clients are of one kind" + (plain ? "" : groups.get(0));
    return kinds
        + (words.isSet("fleet.dropout")
            ? "; a client that is asked drops out with probability " + words.get("fleet.dropout")
            : "")
        + "."
        + spells("outages", "goes dark")
        + spells("storms", "has clogged links");
  }

  private String group(String path, boolean named) {
    String count = words.get(path + ".count");
    String share = ServerWords.percent(words.get(path + ".share"));
    List<String> details = new ArrayList<>();
    String kind = words.get(path + ".available.kind");
    if (!kind.matches("|always|windows")
        || words.elements(path + ".available.windows").size() > 0) {
      details.add(there(path + ".available", kind));
    }
    add(details, "join after ", path + ".joins");
    add(details, "leave after ", path + ".leaves");
    add(details, "drop out with probability ", path + ".dropout");
    add(details, "work a day at most ", path + ".work-per-day");
    return (named ? (count.matches("\\d+") ? count : share) + " " + words.get(path + ".name") : "")
        + (details.isEmpty() ? "" : " (" + String.join(", ", details) + ")");
  }

  private void add(List<String> details, String what, String key) {
    if (words.isSet(key)) {
      details.add(what + words.amount(key));
    }
  }

  private String there(String path, String kind) {
    return switch (kind) {
      case "markov" ->
          "come and go, there for %s and away for %s on average"
              .formatted(words.get(path + ".mean-on"), words.get(path + ".mean-off"));
      case "diurnal" ->
          "come and go with the day, %s of them there on average"
              .formatted(ServerWords.percent(words.get(path + ".mean")));
      case "trace" -> "come and go as in " + words.get(path + ".file");
      default -> {
        List<String> spans = new ArrayList<>();
        for (String window : words.elements(path + ".windows")) {
          spans.add(words.get(window + ".from") + " to " + words.get(window + ".to"));
        }
        yield "there from %s of every %s"
            .formatted(String.join(" and ", spans), words.get(path + ".period"));
      }
    };
  }

  private String spells(String kind, String what) {
    String path = "fleet." + kind;
    List<String> all = new ArrayList<>();
    if (words.isSet(path + ".every")) {
      all.add(
          "every %s on average, for %s"
              .formatted(words.get(path + ".every"), words.amount(path + ".lasting")));
    }
    for (String one : words.elements(path + ".schedule")) {
      all.add("from " + words.get(one + ".from") + " to " + words.get(one + ".to"));
    }
    String region = words.get("fleet.regions").matches("|1") ? "The fleet" : "A region";
    return all.isEmpty() ? "" : " " + region + " " + what + " " + String.join(", ", all) + ".";
  }

  /** Empty where every client is steady. */
  String behaviour() {
    List<String> others = shares("behaviour.shares.");
    for (String path : words.elements("fleet.groups")) {
      String own = words.get(path + ".behaviour");
      List<String> some = shares(path + ".behaviours.");
      if (!own.matches("|none")) {
        some.add(0, own);
      }
      if (!some.isEmpty()) {
        others.add("of " + words.get(path + ".name") + " " + String.join(" and ", some));
      }
    }
    String all = words.get("behaviour.name");
    if (all.matches("|steady") && others.isEmpty()) {
      return "";
    }
    String rest = all.isEmpty() ? "steady" : all;
    return others.isEmpty()
        ? "Every client is " + rest + "."
        : String.join(", ", others) + "; the others are " + rest + ".";
  }

  private List<String> shares(String path) {
    List<String> some = new ArrayList<>();
    words
        .values()
        .forEach(
            (key, share) -> {
              if (key.startsWith(path) && words.isSet(key)) {
                some.add(ServerWords.percent(share) + " " + key.substring(path.length()));
              }
            });
    return some;
  }
}
