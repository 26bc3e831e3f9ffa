package io.fedlora.server;

import io.fedlora.adapter.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private final Map<Long, Pending> pending = new HashMap<>();
  private final @Nullable Pending[] last;

  /** By client, the oldest first. */
  private final Map<Integer, Deque<Pending>> givenUp = new HashMap<>();

  /** The ids of the same, by the version that they were made with. */
  private final NavigableMap<Long, TreeSet<Long>> givenUpOf = new TreeMap<>();

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

  /**
   * Whether a request was made before the server went down, so that it knows no more of it, and the
   * client has answered neither it nor a newer one.
   */
  boolean isUnansweredAndForgotten(long request, int client) {
    return request > 0 && request <= forgotten && numbering.isNewerThanAnswered(client, request);
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
    givenUpOf.computeIfAbsent(abandoned.version(), version -> new TreeSet<>()).add(abandoned.id());
    clearLast(abandoned);
    if (ofClient.size() > REMEMBERED) {
      forget(ofClient.getFirst());
    }
  }

  /**
   * No update that began from an older version will be merged any more: given-up requests of those
   * are forgotten, and the common states of their versions with them.
   */
  void forgetOlderThan(long version) {
    while (!givenUpOf.isEmpty() && givenUpOf.firstKey() < version) {
      for (long id : givenUpOf.pollFirstEntry().getValue()) {
        forget(Objects.requireNonNull(pending.get(id)));
      }
    }
  }

  /** Whether a client's answer to a request was the last of it that was dealt with. */
  boolean wasSettledLast(long request, int client) {
    return request > 0 && settledLast[client] == request;
  }

  /** A client's answer to a request that is no longer pending has been dealt with. */
  void settleUnknown(long request, int client) {
    settledLast[client] = request;
    numbering.answered(client, request);
  }

  /**
   * A request is answered, or will not be. A client takes its requests in their order, so that
   * older ones that were given up are hardly answered any more: they are forgotten.
   */
  void settle(Pending settled) {
    settledLast[settled.client()] = settled.id();
    numbering.answered(settled.client(), settled.id());
    clearLast(settled);
    Deque<Pending> ofClient = givenUp.getOrDefault(settled.client(), new ArrayDeque<>());
    while (!ofClient.isEmpty() && ofClient.getFirst().id() < settled.id()) {
      forget(ofClient.getFirst());
    }
    forget(settled);
  }

  private void forget(Pending old) {
    pending.remove(old.id());
    Deque<Pending> ofClient = givenUp.get(old.client());
    if (ofClient == null || !ofClient.removeIf(one -> one.id() == old.id())) {
      return;
    }
    if (ofClient.isEmpty()) {
      givenUp.remove(old.client());
    }
    TreeSet<Long> ofVersion = givenUpOf.get(old.version());
    if (ofVersion != null && ofVersion.remove(old.id()) && ofVersion.isEmpty()) {
      givenUpOf.remove(old.version());
    }
  }

  private void clearLast(Pending request) {
    Pending known = last[request.client()];
    if (known != null && known.id() == request.id()) {
      last[request.client()] = null;
    }
  }
}
