package io.fedlora.check;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the journal has said so far of requests and clients, for all inspectors to look up. */
final class Book implements Inspector {
  /** A request as it was made. */
  record Asked(long request, int round, int client, long version, long time) {}

  /** An update as its client sent it. */
  record Sent(long bytes, long parameters) {}

  private final Map<Long, Asked> requests = new HashMap<>();
  private final Map<Long, Sent> updates = new HashMap<>();
  private final Map<Long, Integer> examples = new HashMap<>();
  private final Map<Long, Integer> steps = new HashMap<>();
  private final Map<Integer, Integer> texts = new HashMap<>();

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "client-registered" -> texts.put(line.client(), (int) line.whole("train"));
      case "request-sent" ->
          requests.putIfAbsent(
              line.request(),
              new Asked(
                  line.request(), line.round(), line.client(), line.whole("version"), line.time()));
      case "update-sent" ->
          updates.put(line.request(), new Sent(line.whole("bytes"), line.whole("parameters")));
      case "work-finished" -> steps.put(line.request(), (int) line.whole("steps"));
      default -> {}
    }
  }

  /** The request of that id; null if none was made. */
  @Nullable Asked asked(long request) {
    return requests.get(request);
  }

  /** The last update sent for a request; null if none was. */
  @Nullable Sent sent(long request) {
    return updates.get(request);
  }

  /** The update itself says how many texts it was made from, and in how many steps. */
  void noteUpdate(long request, int texts, int done) {
    examples.put(request, texts);
    steps.put(request, done);
  }

  /** How many local steps stand behind an update. */
  int steps(long request) {
    return steps.getOrDefault(request, 1);
  }

  /** How many training texts stand behind an update; its client's if the update is not at hand. */
  int examples(long request, int client) {
    Integer said = examples.get(request);
    return said != null ? said : texts.getOrDefault(client, 1);
  }
}
