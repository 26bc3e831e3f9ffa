package io.fedlora.server;

import io.fedlora.adapter.State;
import java.util.ArrayDeque;
import java.util.Deque;
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

  /**
   * How many given-up requests of a client are remembered with all that a merge needs. Each keeps
   * the common state of its version from being forgotten, and who is gone for good never answers.
   */
  static final int REMEMBERED = 8;

  /** How many more of a client are remembered by their ids alone. */
  static final int KNOWN = 64;

  private final Map<Long, Pending> pending = new HashMap<>();
  private final @Nullable Pending[] last;

  /** By client, the oldest first. */
  private final Map<Integer, Deque<Pending>> givenUp = new HashMap<>();

  /** By client, the oldest first: answers come too late to be merged. */
  private final Map<Integer, Deque<Long>> known = new HashMap<>();

  private final long[] settledLast;
  private final Numbering numbering;
  private final long forgotten;

  /** A server's knowledge when it begins, or begins anew. */
  Requests(int clients, Numbering numbering) {
    this.last = new Pending[clients];
    this.settledLast = new long[clients];
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
   * same will be known for what it is. The latest of each client are remembered.
   */
  void giveUp(Pending abandoned) {
    Deque<Pending> ofClient =
        givenUp.computeIfAbsent(abandoned.client(), client -> new ArrayDeque<>(1));
    ofClient.addLast(abandoned);
    if (ofClient.size() > REMEMBERED) {
      rememberById(ofClient.removeFirst());
    }
    clearLast(abandoned);
  }

  private void rememberById(Pending old) {
    pending.remove(old.id());
    Deque<Long> ids = known.computeIfAbsent(old.client(), client -> new ArrayDeque<>(1));
    ids.addLast(old.id());
    if (ids.size() > KNOWN) {
      ids.removeFirst();
    }
  }

  /** Whether a request of a client was given up so long ago that no more than its id is left. */
  boolean isKnown(long request, int client) {
    Deque<Long> ids = known.get(client);
    return ids != null && ids.contains(request);
  }

  /** Whether a client's answer to a request was the last of it that was dealt with. */
  boolean wasSettledLast(long request, int client) {
    return request > 0 && settledLast[client] == request;
  }

  /** One that was known by its id alone is answered. */
  void settleKnown(long request, int client) {
    settledLast[client] = request;
    Deque<Long> ids = known.get(client);
    if (ids != null && ids.remove(request) && ids.isEmpty()) {
      known.remove(client);
    }
  }

  /**
   * A request is answered, or will not be. A client takes its requests in their order, so that
   * older ones that were given up are hardly answered any more: their ids are enough.
   */
  void settle(Pending settled) {
    settledLast[settled.client()] = settled.id();
    pending.remove(settled.id());
    clearLast(settled);
    Deque<Pending> ofClient = givenUp.get(settled.client());
    if (ofClient != null) {
      while (!ofClient.isEmpty() && ofClient.getFirst().id() < settled.id()) {
        rememberById(ofClient.removeFirst());
      }
      ofClient.removeIf(one -> one.id() == settled.id());
      if (ofClient.isEmpty()) {
        givenUp.remove(settled.client());
      }
    }
  }

  private void clearLast(Pending request) {
    Pending known = last[request.client()];
    if (known != null && known.id() == request.id()) {
      last[request.client()] = null;
    }
  }
}
