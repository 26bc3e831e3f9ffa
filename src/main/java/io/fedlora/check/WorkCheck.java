package io.fedlora.check;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 2, the clients' side of the account: what is told of a request is told of the client
 * that was asked, work comes to what it was to be and no more, and a client goes back to no more
 * work than it has finished.
 */
final class WorkCheck implements Inspector {
  private static final int INVARIANT = 2;

  private final Book book;
  private final Findings findings;
  private final Map<Integer, Line> underWay = new TreeMap<>();
  private final Map<Integer, Integer> finished = new TreeMap<>();

  WorkCheck(Book book, Findings findings) {
    this.book = book;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "work-started" -> {
        asked(line);
        underWay.put(line.client(), line);
      }
      case "work-finished" -> {
        asked(line);
        measure(line, underWay.remove(line.client()));
        finished.merge(line.client(), 1, Integer::sum);
      }
      case "work-abandoned", "work-failed" -> {
        asked(line);
        measure(line, underWay.remove(line.client()));
      }
      case "update-sent", "state-discarded", "update-duplicate" -> asked(line);
      case "fault-injected" -> {
        if (line.request() != 0) {
          asked(line);
        }
      }
      case "state-restored" -> restored(line);
      default -> {}
    }
  }

  private void asked(Line line) {
    Book.Asked asked = book.asked(line.request());
    if (asked == null) {
      findings.violation(INVARIANT, line, "no such request was made");
    } else if (asked.client() != line.client()) {
      findings.violation(INVARIANT, line, "client " + asked.client() + " was asked for this");
    }
  }

  /** Work that is broken off comes to a part of what it was to be. */
  private void measure(Line line, @Nullable Line started) {
    if (started == null || started.request() != line.request() || line.is("work-failed")) {
      return;
    }
    boolean whole = line.is("work-finished");
    for (String name : new String[] {"steps", "tokens", "flops"}) {
      long done = line.whole(name);
      long planned = started.whole(name);
      if (done < 0 || done > planned || (whole && done < planned)) {
        findings.violation(
            INVARIANT,
            line,
            "comes to %d %s, %s was to come to %d".formatted(done, name, started, planned));
      }
    }
  }

  private void restored(Line line) {
    int most = finished.getOrDefault(line.client(), 0);
    if (line.whole("works") < 0 || line.whole("works") > most) {
      findings.violation(INVARIANT, line, "the client has finished work " + most + " times");
    }
  }
}
