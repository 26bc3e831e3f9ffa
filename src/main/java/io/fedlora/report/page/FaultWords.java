package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scenario has go wrong on purpose, in words. */
final class FaultWords {
  private static final Pattern KIND = Pattern.compile("faults\\.([^\\[]+)\\.probability");

  /** What each kind may befall, and what it does to it. */
  private static final Map<String, List<String>> KNOWN = new LinkedHashMap<>();

  static {
    known("crash", "Of requests", "end in a crash");
    known("message-lost", "Of messages", "lost");
    known("message-delayed", "Of messages", "delayed");
    known("message-reordered", "Of messages", "reordered");
    known("message-repeated", "Of messages", "repeated");
    known("message-cut", "Of messages", "cut short");
    known("bits-flipped", "Of messages", "with flipped bits");
    known("nan-update", "Of updates", "not a number");
    known("exploding-update", "Of updates", "exploding");
    known("wrong-shape", "Of updates", "of a wrong shape");
    known("stale-update", "Of updates", "sent again");
    known("device-failed", "Of pieces of local work", "failing");
    known("device-slow", "Of pieces of local work", "slow in real time");
    known("server-restart", "Of rounds", "broken off by a restart of the server");
  }

  private static void known(String kind, String of, String what) {
    KNOWN.put(kind, List.of(of, what));
  }

  private final ScenarioWords words;

  private FaultWords(ScenarioWords words) {
    this.words = words;
  }

  /** Sentences by what is befallen; empty where nothing goes wrong on purpose. */
  static String of(ScenarioWords words) {
    return new FaultWords(words).sentences();
  }

  private String sentences() {
    Map<String, List<String>> befallen = new LinkedHashMap<>();
    for (String kind : kinds()) {
      String when = when("faults." + kind);
      if (!when.isEmpty()) {
        List<String> known = KNOWN.getOrDefault(kind, List.of("Of all occasions", kind));
        befallen
            .computeIfAbsent(known.get(0), of -> new ArrayList<>())
            .add(when + " " + known.get(1) + details(kind));
      }
    }
    List<String> sentences = new ArrayList<>();
    befallen.forEach((of, all) -> sentences.add(of + " " + String.join(", ", all) + "."));
    String restarts = words.get("faults.server-restart.at");
    if (!restarts.isEmpty()) {
      sentences.add("The server goes down at " + restarts + ".");
    }
    return String.join(" ", sentences);
  }

  /** Those that are known first. */
  private Iterable<String> kinds() {
    List<String> kinds = new ArrayList<>(KNOWN.keySet());
    TreeSet<String> others = new TreeSet<>();
    for (String key : words.values().keySet()) {
      Matcher kind = KIND.matcher(key);
      if (kind.matches() && !KNOWN.containsKey(kind.group(1))) {
        others.add(kind.group(1));
      }
    }
    kinds.addAll(others);
    return kinds;
  }

  /** As {@code 5 %, from 10m to 12m 50 %}; empty for never. */
  private String when(String fault) {
    List<String> parts = new ArrayList<>();
    if (words.isSet(fault + ".probability")) {
      parts.add(ServerWords.percent(words.get(fault + ".probability")));
    }
    List<String> stretches = words.elements(fault + ".schedule");
    for (String stretch : stretches.subList(0, Math.min(3, stretches.size()))) {
      String share = words.get(stretch + ".probability");
      parts.add(
          "from %s to %s %s"
              .formatted(
                  words.get(stretch + ".from"),
                  words.get(stretch + ".to"),
                  share.isEmpty() ? "all" : ServerWords.percent(share)));
    }
    if (stretches.size() > 3) {
      parts.add("and " + (stretches.size() - 3) + " more stretches of time");
    }
    return String.join(", ", parts);
  }

  /** As {@code (by 3s, group straggler only)}. */
  private String details(String kind) {
    String fault = "faults." + kind;
    List<String> details = new ArrayList<>();
    if (kind.equals("message-delayed") || kind.equals("message-reordered")) {
      details.add("by " + words.amount(fault + ".by"));
    }
    if (words.get(fault + ".private-part").equals("lost")) {
      details.add("private part lost");
    }
    String direction = words.get(fault + ".direction");
    if (direction.equals("up") || direction.equals("down")) {
      details.add(direction + " only");
    }
    only(details, "group", words.get(fault + ".groups"));
    only(details, "client", words.get(fault + ".clients"));
    return details.isEmpty() ? "" : " (" + String.join(", ", details) + ")";
  }

  private static void only(List<String> details, String what, String list) {
    if (!list.isEmpty()) {
      details.add(what + (list.contains(",") ? "s " : " ") + list + " only");
    }
  }
}
