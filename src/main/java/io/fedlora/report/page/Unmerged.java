package io.fedlora.report.page;

import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Trip;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Why a run that has ended merged nothing, in one sentence. */
final class Unmerged {
  private Unmerged() {}

  /** Empty for a run that goes on, and for one in which something was merged. */
  static String of(RunReading run) {
    Collection<Trip> trips = run.story().trips();
    if (!run.story().isComplete() || count(trips, Trip.Outcome.MERGED) > 0) {
      return "";
    }
    return "Nothing was merged, so the common model is the one that the run began with: "
        + cause(trips, run.scenario())
        + ".";
  }

  private static String cause(Collection<Trip> trips, Map<String, String> scenario) {
    int asked = trips.size();
    if (asked == 0) {
      return "no client was there to be asked in any round";
    }
    long answered =
        trips.stream()
            .filter(trip -> trip.arrived() != Trip.NEVER && trip.outcome() != Trip.Outcome.LATE)
            .count();
    long lost = count(trips, Trip.Outcome.LOST);
    long rejected = count(trips, Trip.Outcome.REJECTED);
    if (2 * lost > asked) {
      return "of %s, %d were lost, most often as %s"
          .formatted(requests(asked), lost, commonest(trips, Trip.Outcome.LOST));
    }
    if (2 * rejected > asked) {
      return "of %s, %d were answered by updates that the server rejected, most often as %s"
          .formatted(requests(asked), rejected, commonest(trips, Trip.Outcome.REJECTED));
    }
    String deadline = scenario.getOrDefault("server.deadline", "none");
    String quorum = scenario.getOrDefault("server.quorum", "0");
    return "the server sent %s, and %d %s answered %s%s"
        .formatted(
            requests(asked),
            answered,
            answered == 1 ? "was" : "were",
            deadline.equals("none") ? "in time" : "before server.deadline = " + deadline,
            answered > 0 && trips.stream().anyMatch(trip -> trip.reason().equals("quorum-missed"))
                ? ", fewer in each round than server.quorum = " + quorum + " asks for"
                : "");
  }

  private static String requests(int many) {
    return many == 1 ? "1 request" : String.format(Locale.ROOT, "%,d requests", many);
  }

  private static long count(Collection<Trip> trips, Trip.Outcome outcome) {
    return trips.stream().filter(trip -> trip.outcome() == outcome).count();
  }

  private static String commonest(Collection<Trip> trips, Trip.Outcome outcome) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    trips.stream()
        .filter(trip -> trip.outcome() == outcome)
        .forEach(trip -> counts.merge(trip.reason(), 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
