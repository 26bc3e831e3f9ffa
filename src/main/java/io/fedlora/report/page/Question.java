package io.fedlora.report.page;

import io.fedlora.report.reading.Registration;
import io.fedlora.report.reading.RunReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** What a run was to find out: its scenario in words, and every key of it. */
final class Question {
  private static final Map<String, String> PARTITION_KEYS =
      Map.of(
          "label-skew", "heterogeneity",
          "dirichlet", "concentration",
          "quantity", "sizes");

  /** Methods whose clients train a private adapter of their own key beside the common one. */
  private static final Pattern TWO_LEVEL = Pattern.compile("pf2lora(-.*)?|pfedlora");

  private final SortedMap<String, String> values;

  private Question(SortedMap<String, String> values) {
    this.values = values;
  }

  static Map<String, Object> of(RunReading run) {
    Question question = new Question(run.scenario());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("task", question.task(run));
    data.put("terms", question.terms(run));
    List<List<String>> all = new ArrayList<>();
    run.scenario().forEach((key, value) -> all.add(List.of(key, value)));
    data.put("scenario", all);
    return data;
  }

  /** Names and sentences; what the run does without is left out. */
  private List<List<String>> terms(RunReading run) {
    ScenarioWords words = new ScenarioWords(values);
    FleetWords fleet = new FleetWords(words);
    List<List<String>> terms = new ArrayList<>();
    terms.add(List.of(isText() ? "Texts" : "Data", texts(run.story().clients().values())));
    terms.add(List.of("Server", ServerWords.of(run.scenario())));
    terms.add(List.of("Fleet", fleet.fleet()));
    terms.add(List.of("Behaviour", fleet.behaviour()));
    terms.add(List.of("Faults", FaultWords.of(words)));
    terms.removeIf(term -> term.get(1).isEmpty());
    return terms;
  }

  /** A regression has columns of numbers in place of texts. */
  private boolean isText() {
    return !get("corpus.source").endsWith("-regression");
  }

  private String task(RunReading run) {
    int clients = run.story().clients().size();
    String number = clients == 0 ? get("clients") : String.valueOf(clients);
    return "%s the frozen model %s with %s%s. Each does %s on batches of %s before it answers."
        .formatted(
            ScenarioWords.many(number, "client")
                + (number.equals("1") ? " fine-tunes" : " fine-tune"),
            get("foundation.model"),
            get("method.name"),
            adapters(run),
            ScenarioWords.many(get("local.steps"), "local step"),
            get("local.batch-size"));
  }

  private String adapters(RunReading run) {
    if (TWO_LEVEL.matcher(get("method.name")).matches()) {
      return twoLevel(get("method.rank"), get("method.private-rank"));
    }
    if (run.ending().isPresent() && run.spectra().isTwoLevel()) {
      return twoLevel(
          String.valueOf(run.spectra().commonRank()), String.valueOf(run.spectra().privateRank()));
    }
    return values.containsKey("method.rank")
        ? ", rank " + get("method.rank") + " on " + targets()
        : "";
  }

  private String twoLevel(String rank, String privateRank) {
    return ": a common adapter of rank %s and a private one of rank %s on %s"
        .formatted(rank, privateRank, targets());
  }

  private String targets() {
    String layers = get("method.layers");
    String where =
        switch (layers.replaceFirst(" .*", "")) {
          case "all" -> "every layer";
          case "last", "first" -> "the " + layers + " layers";
          default -> "layers " + layers;
        };
    return get("method.targets").replaceFirst(", ([^,]*)$", " and $1") + " of " + where;
  }

  private String texts(Collection<Registration> clients) {
    String kind = get("partition.kind");
    String detail = PARTITION_KEYS.getOrDefault(kind, "");
    return "%s, shared out by %s%s: each client has %s%s to learn from and is scored on %s."
        .formatted(
            get("corpus.source"),
            kind,
            detail.isEmpty() ? "" : " (" + detail + " " + get("partition." + detail) + ")",
            counted(clients, Registration::train, get("corpus.train-per-client")),
            isText() ? "" : " columns",
            counted(
                clients,
                Registration::test,
                get("evaluation.split").equals("validation")
                    ? get("corpus.validation-per-client")
                    : get("corpus.test-per-client")));
  }

  /** How many texts clients registered with; what the scenario says of it until one has. */
  private static String counted(
      Collection<Registration> clients, ToLongFunction<Registration> count, String planned) {
    LongSummaryStatistics counts = clients.stream().mapToLong(count).summaryStatistics();
    if (clients.isEmpty()) {
      return planned.equals("all") ? "all there are" : ScenarioWords.thousands(planned);
    }
    return counts.getMin() == counts.getMax()
        ? ScenarioWords.thousands(counts.getMin())
        : ScenarioWords.thousands(counts.getMin())
            + " to "
            + ScenarioWords.thousands(counts.getMax());
  }

  private String get(String key) {
    return values.getOrDefault(key, "");
  }
}
