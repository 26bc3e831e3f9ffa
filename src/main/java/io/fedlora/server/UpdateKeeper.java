package io.fedlora.server;

/** Keeps the wire records of updates that may be merged, for those who prove a run afterwards. */
@FunctionalInterface
public interface UpdateKeeper {
  /** Keeps nothing. */
  UpdateKeeper NONE = (request, frame) -> {};

  /** An update has arrived and is sound. */
  void keep(long request, byte[] frame);
}
