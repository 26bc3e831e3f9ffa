package io.fedlora.message;

/**
 * What takes wire records from the server to its clients and back. Whether and when a record
 * arrives is the carrier's affair; neither end can tell.
 */
public interface Carrier {
  /** Sends a record to a client. */
  void toClient(int client, WireRecord wire);

  /** Sends a record from a client to the server. */
  void toServer(int client, WireRecord wire);

  /** A client breaks off the sending of its answer to a request; nothing if none is on its way. */
  void withdraw(int client, long request);

  /**
   * A client will never answer a request. Nothing travels: this is for those who watch the run, who
   * would otherwise wait for an outcome.
   *
   * @param reason as {@code busy}
   */
  void dropped(int client, long request, String reason);
}
