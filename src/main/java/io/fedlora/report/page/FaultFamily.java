package io.fedlora.report.page;

import io.fedlora.report.reading.Incident;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a kind of incident goes back to, so that a fault stands above what followed from it. The
 * first family that matches an event's type and reason is its own.
 */
enum FaultFamily {
  CRASH("crash|state-restored"),
  LOST("message-lost"),
  DELAYED("message-delayed"),
  OVERTAKEN("message-reordered|overtaken"),
  REPEATED("message-repeated|update-duplicate"),
  SPOILT("message-cut|bits-flipped|checksum"),
  NOT_A_NUMBER("nan-update| is (NaN|-?Infinity)"),
  EXPLODING("exploding-update|holds a value of"),
  SHAPE("wrong-shape|shape|array"),
  STALE("stale-update|update-rejected of round"),
  DEVICE("device-|work-failed|state-discarded"),
  SERVER("server-|restart"),
  DROPOUT("dropout"),
  AWAY("client-away|request-lost (away|window|markov|diurnal|trace|outage|not-joined|left)"),
  BEHAVIOUR("request-lost"),
  LATE("update-late"),
  UNWANTED("request-cancelled|work-abandoned"),
  OTHER("");

  /** What comes before what, within a family; a type that is not here is taken for a fault. */
  private static final List<String> STAGES =
      List.of(
          "client-away",
          "server-back",
          "state-restored",
          "work-abandoned",
          "work-failed",
          "state-discarded",
          "request-lost",
          "update-late",
          "update-rejected",
          "request-cancelled",
          "update-duplicate");

  private final Pattern pattern;

  FaultFamily(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  static FaultFamily of(Incident incident) {
    String words = incident.type() + " " + incident.reason();
    return Arrays.stream(values())
        .filter(family -> family.pattern.matcher(words).find())
        .findFirst()
        .orElse(OTHER);
  }

  /** By family, then from the fault to what came of it, then by their first times. */
  static List<Incident> sorted(Collection<Incident> incidents) {
    return incidents.stream()
        .sorted(
            Comparator.<Incident, FaultFamily>comparing(FaultFamily::of)
                .thenComparing(incident -> STAGES.indexOf(incident.type())))
        .toList();
  }
}
