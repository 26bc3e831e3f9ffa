package io.fedlora.check;

import java.util.Set;
import java.util.TreeSet;

/**
 * Of which clients a greeting may still be on its way, by which the server takes a client to have
 * nothing in hand, whatever it has been asked since.
 */
final class Greetings {
  private final Set<Integer> greeted = new TreeSet<>();

  /** Whose records without tensors a fault has held up, lost or spoilt. */
  private final Set<Integer> muddled = new TreeSet<>();

  private final Set<Long> inHand = new TreeSet<>();

  private long requests;
  private long forgotten;

  void see(Line line) {
    switch (line.type()) {
      case "request-sent" -> requests = line.request();
      case "server-down" -> forgotten = requests;
      case "message-sent" -> {
        if (line.text("kind").equals("hello")) {
          greeted.add(line.client());
        }
      }
      // Whatever a client sent before has arrived before this, unless a fault held it up.
      case "update-received", "update-kept" -> {
        greeted.remove(line.client());
        inHand.add(line.request());
      }
      case "update-rejected", "update-duplicate" -> greeted.remove(line.client());
      case "update-late" -> {
        // One that has grown too old in the server's hand has arrived long before.
        if (!inHand.remove(line.request())) {
          greeted.remove(line.client());
        }
      }
      case "update-merged", "request-cancelled", "request-lost" -> inHand.remove(line.request());
      case "fault-injected" -> {
        if (line.request() == 0) {
          muddled.add(line.client());
        }
      }
      default -> {}
    }
  }

  /**
   * Whether by this a client is known to have nothing in hand: it greets the server, or answers
   * what was asked of it before the server went down. That it had been lost meanwhile, and this is
   * the second copy, the server cannot know.
   */
  boolean isWordOfNothing(Line line) {
    return switch (line.type()) {
      case "message-sent" -> line.text("kind").equals("hello");
      case "update-late", "update-rejected", "update-duplicate" -> line.request() <= forgotten;
      default -> false;
    };
  }

  boolean mayBeOnItsWay(int client) {
    return greeted.contains(client) || muddled.contains(client);
  }
}
