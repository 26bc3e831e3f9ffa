package io.fedlora.server;

/**
 * The numbers that a server has given out, and those that it has been given. They lie on its disk:
 * a server that has been down gives none of them a second time.
 */
final class Numbering {
  private final int[] ordinals;
  private final int[] hellos;
  private final long[] answered;
  private long requests;

  Numbering(int clients) {
    this.ordinals = new int[clients];
    this.hellos = new int[clients];
    this.answered = new long[clients];
  }

  /** The id of the next request, from 1. */
  long nextRequest() {
    return ++requests;
  }

  /** The id of the last request; 0 before the first. */
  long lastRequest() {
    return requests;
  }

  /** How often a client has been asked before; one more with every call. */
  int nextOrdinal(int client) {
    return ordinals[client]++;
  }

  /** A client's answer to a request has been dealt with. */
  void answered(int client, long request) {
    answered[client] = Math.max(answered[client], request);
  }

  /** Whether a request is newer than all that a client has answered. */
  boolean isNewerThanAnswered(int client, long request) {
    return request > answered[client];
  }

  /** Whether a client's hello is newer than all before it; it is the newest from now on if so. */
  boolean isNewHello(int client, int number) {
    boolean isNew = number > hellos[client];
    hellos[client] = Math.max(hellos[client], number);
    return isNew;
  }
}
