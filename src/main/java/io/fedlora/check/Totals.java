package io.fedlora.check;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the journal under the names that the sums have in {@code summary.json}. */
final class Totals implements Inspector {
  /** A record without tensors holds a header and two small numbers. */
  private static final long LONGEST_MESSAGE = 18 + 2 * 5;

  private final Findings findings;
  private final Map<String, Long> sums = new LinkedHashMap<>();
  private final JsonObject faults = new JsonObject();

  Totals(Findings findings) {
    this.findings = findings;
    for (String name :
        new String[] {"requested", "merged", "mergedLate", "late", "lost", "rejected"}) {
      sums.put("updates." + name, 0L);
    }
    sums.put("updates.cancelled", 0L);
    sums.put("updates.duplicate", 0L);
    for (String name : new String[] {"upBytes", "downBytes", "upParameters", "downParameters"}) {
      sums.put("traffic." + name, 0L);
    }
    for (String name : new String[] {"steps", "tokens", "flops"}) {
      sums.put("compute." + name, 0L);
    }
  }

  /** The sums by name, as {@code traffic.upBytes}. */
  Map<String, Long> sums() {
    return sums;
  }

  /** How many times each fault happened, by kind. */
  JsonObject faults() {
    return faults;
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "request-sent" -> {
        add("updates.requested", 1);
        traffic(line, "down", line.whole("parameters"));
      }
      case "update-sent" -> traffic(line, "up", line.whole("parameters"));
      case "message-sent" -> message(line);
      case "fault-injected", "server-down" -> fault(line);
      case "update-merged" -> {
        add("updates.merged", 1);
        add("updates.mergedLate", line.flag("late") ? 1 : 0);
      }
      case "update-late" -> add("updates.late", 1);
      case "update-rejected" -> add("updates.rejected", 1);
      case "update-duplicate" -> add("updates.duplicate", 1);
      case "request-lost" -> add("updates.lost", 1);
      case "request-cancelled" -> add("updates.cancelled", 1);
      case "work-finished", "work-abandoned" -> {
        add("compute.steps", line.whole("steps"));
        add("compute.tokens", line.whole("tokens"));
        add("compute.flops", line.whole("flops"));
      }
      default -> {}
    }
  }

  private void fault(Line line) {
    String kind = line.text("kind");
    long before = faults.has(kind) ? faults.get(kind).getAsLong() : 0;
    faults.addProperty(kind, before + 1);
  }

  private void message(Line line) {
    String direction = line.text("direction");
    if (!direction.equals("up") && !direction.equals("down")) {
      findings.violation(0, line, "goes in direction " + direction);
      return;
    }
    if (line.whole("bytes") > LONGEST_MESSAGE) {
      findings.violation(
          1, line, line.whole("bytes") + " bytes are more than a record without tensors has");
    }
    traffic(line, direction, 0);
  }

  private void traffic(Line line, String direction, long parameters) {
    long bytes = line.whole("bytes");
    if (bytes < 0 || parameters < 0) {
      findings.violation(5, line, "sends " + bytes + " bytes, " + parameters + " parameters");
    }
    add("traffic." + direction + "Bytes", bytes);
    add("traffic." + direction + "Parameters", parameters);
  }

  private void add(String name, long number) {
    sums.merge(name, number, Long::sum);
  }
}
