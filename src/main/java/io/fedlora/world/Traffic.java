package io.fedlora.world;

/** What was sent, counted when it was sent. */
public final class Traffic {
  private long upBytes;
  private long downBytes;
  private long upParameters;
  private long downParameters;

  void sentUp(long bytes, long parameters) {
    upBytes += bytes;
    upParameters += parameters;
  }

  void sentDown(long bytes, long parameters) {
    downBytes += bytes;
    downParameters += parameters;
  }

  /** Bytes of wire records sent by clients. */
  public long upBytes() {
    return upBytes;
  }

  /** Bytes of wire records sent by the server. */
  public long downBytes() {
    return downBytes;
  }

  /** Trainable numbers inside the records sent by clients. */
  public long upParameters() {
    return upParameters;
  }

  /** Trainable numbers inside the records sent by the server. */
  public long downParameters() {
    return downParameters;
  }
}
