package io.fedlora.server;

import io.fedlora.adapter.State;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of its requests: which are unanswered, and which clients it takes to be
 * busy. It knows only what a real server could.
 */
final class Requests {
  /** An unanswered request; {@code base} is the common state of its version. */
  record Pending(long id, int client, int round, long version, State base, long sentAt) {}

  private final Map<Long, Pending> pending = new HashMap<>();
  private final @Nullable Pending[] last;
  private final @Nullable Pending[] givenUp;
  private final Numbering numbering;
  private final long forgotten;

  /** A server's knowledge when it begins, or begins anew. */
  Requests(int clients, Numbering numbering) {
    this.last = new Pending[clients];
    this.givenUp = new Pending[clients];
    this.numbering = numbering;
    this.forgotten = numbering.lastRequest();
  }

  /** Makes a request of a client; one that it has not answered is given up. */
  Pending make(int client, int round, long version, State base, long now) {
    Pending before = last[client];
    if (before != null) {
      giveUp(before);
    }
    Pending made = new Pending(numbering.nextRequest(), client, round, version, base, now);
    pending.put(made.id(), made);
    last[client] = made;
    return made;
  }

  /** Whether a request was made before the server went down, so that it knows no more of it. */
  boolean isForgotten(long request) {
    return request <= forgotten;
  }

  /** Whether a client has answered all, or has been silent for too long. */
  boolean isFree(int client, long now, long crashDetection) {
    Pending waiting = last[client];
    return waiting == null || now - waiting.sentAt() >= crashDetection;
  }

  /** The unanswered request of that id; null if there is none. */
  @Nullable Pending pending(long id) {
    return pending.get(id);
  }

  /** The client's last request if it is unanswered. */
  @Nullable Pending lastOf(int client) {
    return last[client];
  }

  /**
   * A client seems to have nothing in hand: it is free, but an answer that is on its way all the
   * same will be known for what it is. One such request a client is remembered.
   */
  void giveUp(Pending abandoned) {
    Pending before = givenUp[abandoned.client()];
    if (before != null) {
      pending.remove(before.id());
    }
    givenUp[abandoned.client()] = abandoned;
    clear(last, abandoned);
  }

  /** A request is answered, or will not be. */
  void settle(Pending settled) {
    pending.remove(settled.id());
    clear(givenUp, settled);
    clear(last, settled);
  }

  /** Forgets a request where it is still the one remembered of its client. */
  private static void clear(@Nullable Pending[] ofClients, Pending request) {
    Pending known = ofClients[request.client()];
    if (known != null && known.id() == request.id()) {
      ofClients[request.client()] = null;
    }
  }
}
