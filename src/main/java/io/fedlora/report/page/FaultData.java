package io.fedlora.report.page;

import io.fedlora.report.reading.Absence;
import io.fedlora.report.reading.Incident;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Trip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong, how often, to whom, and what became of it. */
final class FaultData {
  private FaultData() {}

  /**
   * A row a kind: type, reason, count, clients, first and last instant, what became of it. What was
   * done on purpose stands above what followed from it.
   */
  static List<Object> of(RunReading run, Tick tick) {
    List<Object> rows = new ArrayList<>();
    for (Incident incident : FaultFamily.sorted(run.story().incidents())) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("family", FaultFamily.of(incident).name());
      row.put("type", incident.type());
      row.put("reason", incident.reason());
      row.put("example", incident.example());
      row.put("count", incident.count());
      row.put("clients", incident.clients());
      row.put("first", tick.at(incident.first()));
      row.put("last", tick.at(incident.last()));
      row.put("became", became(run, incident));
      row.put("seconds", incident.type().equals("client-away") ? secondsAway(run, incident) : 0);
      rows.add(row);
    }
    return rows;
  }

  private static String became(RunReading run, Incident incident) {
    return switch (incident.type()) {
      case "client-away" -> absences(run, incident);
      case "update-late" -> "discarded";
      case "update-rejected" -> "not merged";
      case "request-lost" -> "nothing arrived";
      case "request-cancelled" -> "no longer wanted";
      case "update-duplicate" -> "ignored";
      default -> outcomes(incident);
    };
  }

  /** How the requests ended; greetings and records of requests that are settled belong to none. */
  private static String outcomes(Incident incident) {
    TreeMap<Trip.Outcome, Integer> counts = new TreeMap<>();
    incident.trips().forEach(trip -> counts.merge(trip.outcome(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((how, many) -> words.add(many + " " + how.name().toLowerCase(Locale.ROOT)));
    long others = incident.count() - incident.trips().size();
    if (others > 0 && !words.isEmpty()) {
      words.add(others + " on records of no request");
    }
    return String.join(", ", words);
  }

  private static String absences(RunReading run, Incident incident) {
    long end = run.story().now();
    int back = 0;
    int gone = 0;
    for (Absence absence : run.story().absences()) {
      if (incident.covers(absence)) {
        back += absence.until() < end ? 1 : 0;
        gone += absence.until() < end ? 0 : 1;
      }
    }
    return back + " came back, " + gone + " away at the end";
  }

  private static double secondsAway(RunReading run, Incident incident) {
    return run.story().absences().stream()
            .filter(incident::covers)
            .mapToLong(absence -> absence.until() - absence.from())
            .sum()
        / 1e9;
  }
}
