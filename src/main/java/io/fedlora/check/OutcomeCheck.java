package io.fedlora.check;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Invariant 2, the account: every request ends in exactly one outcome. */
final class OutcomeCheck implements Inspector {
  private static final int INVARIANT = 2;

  private static final class Track {
    private final Line made;
    private @Nullable Line sent;
    private @Nullable Line arrived;

    Track(Line made) {
      this.made = made;
    }
  }

  private final Findings findings;
  private final Map<Long, Track> open = new TreeMap<>();
  private final Map<Long, String> ended = new TreeMap<>();
  private long made;

  OutcomeCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "request-sent" -> made(line);
      case "update-sent" -> {
        Track track = open.get(line.request());
        if (track != null) {
          track.sent = line;
        }
      }
      case "work-started" -> {
        String before = ended.get(line.request());
        if (before != null && before.startsWith("request-lost")) {
          findings.violation(INVARIANT, line, "work begins on what has ended as " + before);
        }
      }
      case "update-received", "update-kept" -> arrived(line);
      case "update-duplicate" -> {
        Track track = open.get(line.request());
        if (track != null && track.arrived == null) {
          findings.violation(INVARIANT, line, "an answer that came first is taken for a second");
        }
      }
      case "update-merged", "update-late", "update-rejected", "request-lost", "request-cancelled" ->
          ended(line);
      default -> {}
    }
  }

  private void made(Line line) {
    findings.count("requests", 1);
    long request = line.request();
    if (open.containsKey(request) || ended.containsKey(request)) {
      findings.violation(INVARIANT, line, "the request is made a second time");
      return;
    }
    if (request != made + 1) {
      findings.violation(INVARIANT, line, "the request before it is " + made);
    }
    made = request;
    open.put(request, new Track(line));
  }

  private @Nullable Track track(Line line) {
    Track track = open.get(line.request());
    if (track == null) {
      String before = ended.get(line.request());
      findings.violation(
          INVARIANT,
          line,
          before == null
              ? "no such request was made"
              : "the request has already ended as " + before);
      return null;
    }
    if (track.made.client() != line.client() || track.made.round() != line.round()) {
      findings.violation(INVARIANT, line, "does not fit " + track.made);
    }
    return track;
  }

  private void arrived(Line line) {
    Track track = track(line);
    if (track == null) {
      return;
    }
    if (track.sent == null) {
      findings.violation(INVARIANT, line, "no update was sent for the request");
    }
    if (track.arrived != null) {
      findings.violation(INVARIANT, line, "it has arrived before: " + track.arrived);
    }
    track.arrived = line;
  }

  private void ended(Line line) {
    Track track = track(line);
    if (track == null) {
      return;
    }
    if (line.is("update-merged") && track.arrived == null) {
      findings.violation(INVARIANT, line, "it is merged but has never arrived");
    }
    open.remove(line.request());
    ended.put(line.request(), line.type() + " in seq " + line.seq());
    findings.count("outcomes", 1);
  }

  @Override
  public void end(boolean complete) {
    if (complete) {
      open.forEach(
          (request, track) ->
              findings.violation(INVARIANT, track.made, "the request has no outcome"));
    } else if (!open.isEmpty()) {
      findings.unchecked(INVARIANT, open.size() + " requests were open when the journal broke off");
    }
  }
}
