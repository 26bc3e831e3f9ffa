package io.fedlora.world;

/** Both ends of the links, and whom the world tells that somebody comes or goes. */
public interface Endpoints {
  /** A record reaches a client. */
  void toClient(int client, byte[] frame);

  /** A record reaches the server. */
  void toServer(int client, byte[] frame);

  /**
   * A client's answer to a request has arrived, or would have if it is lost; till then it is busy.
   */
  void uploaded(int client, long request);

  /** A client is gone. */
  void leave(int client);

  /** A client that is gone has lost what it owned since its last safe copy. */
  void loseState(int client);

  /** A client is there again. */
  void back(int client);

  /** The server goes down at once: what it holds in memory is lost. */
  void stopServer();

  /** The server comes up again, with nothing but its last safe copy. */
  void startServer();
}
