package io.fedlora.world.fault;

import org.jspecify.annotations.Nullable;

/** How a record passes over a link, as faults leave it. */
public final class Passage {
  private byte[] frame;
  private @Nullable String damage;
  private @Nullable String loss;
  private long delay;
  private boolean overtaken;
  private long copyAfter = -1;

  /** A record that passes as it should. */
  public Passage(byte[] frame) {
    this.frame = frame;
  }

  /** The bytes that arrive. */
  public byte[] frame() {
    return frame;
  }

  /** Other bytes arrive. */
  public void damage(String kind, byte[] left) {
    frame = left;
    damage = kind;
  }

  /** The fault that has damaged the bytes; null if none. */
  public @Nullable String damage() {
    return damage;
  }

  /** It never arrives. */
  public void lose(String kind) {
    loss = kind;
  }

  /** The fault by which it is lost; null if it is not. */
  public @Nullable String loss() {
    return loss;
  }

  /** It takes longer; what is sent behind it waits for it. */
  public void delay(long nanos) {
    delay += nanos;
  }

  /** It takes longer, and what is sent behind it may overtake it. */
  public void fallBack(long nanos) {
    delay += nanos;
    overtaken = true;
  }

  /** Nanoseconds that it takes longer. */
  public long delay() {
    return delay;
  }

  /** Whether others may overtake it. */
  public boolean isOvertaken() {
    return overtaken;
  }

  /** It arrives a second time. */
  public void repeat(long nanosAfter) {
    copyAfter = nanosAfter;
  }

  /** How long after the first time it arrives a second time; −1 if it does not. */
  public long copyAfter() {
    return copyAfter;
  }
}
