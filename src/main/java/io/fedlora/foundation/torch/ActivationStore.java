package io.fedlora.foundation.torch;

import io.fedlora.foundation.FoundationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Constant activations of texts, group by group, within a bound of bytes; what was used longest ago
 * goes first. A group's content depends on its key alone, so that what has been evicted comes back
 * the same.
 */
final class ActivationStore {
  /**
   * A group of texts at the input of a layer.
   *
   * @param group texts 16·group … 16·group + 15
   */
  record Key(int layer, int group) {}

  private final long bound;
  private final Function<Key, byte[][]> compute;
  private final Map<Key, CompletableFuture<byte[][]>> groups = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param bound most bytes to keep; with 0 nothing is kept
   * @param compute gives the activations of each text of a group
   */
  ActivationStore(long bound, Function<Key, byte[][]> compute) {
    this.bound = bound;
    this.compute = compute;
  }

  /**
   * The activations of each text of a group, computed by the calling thread unless they are kept or
   * another thread is at it.
   */
  byte[][] get(Key key) {
    CompletableFuture<byte[][]> mine = new CompletableFuture<>();
    CompletableFuture<byte[][]> found;
    synchronized (groups) {
      found = groups.get(key);
      if (found == null) {
        groups.put(key, mine);
      }
    }
    if (found != null) {
      return wait(found);
    }
    try {
      byte[][] group = compute.apply(key);
      synchronized (groups) {
        mine.complete(group);
        bytes += size(group);
        evict();
      }
      return group;
    } catch (RuntimeException | Error e) {
      synchronized (groups) {
        groups.remove(key);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** How many bytes are kept. */
  long bytes() {
    synchronized (groups) {
      return bytes;
    }
  }

  private static byte[][] wait(CompletableFuture<byte[][]> group) {
    try {
      return group.join();
    } catch (CompletionException e) {
      throw new FoundationException("another thread failed at the same texts", e);
    }
  }

  private void evict() {
    Iterator<CompletableFuture<byte[][]>> oldest = groups.values().iterator();
    while (bytes > bound && oldest.hasNext()) {
      CompletableFuture<byte[][]> group = oldest.next();
      if (group.isDone()) {
        bytes -= size(group.join());
        oldest.remove();
      }
    }
  }

  private static long size(byte[][] group) {
    long size = 0;
    for (byte[] text : group) {
      size += text.length;
    }
    return size;
  }
}
