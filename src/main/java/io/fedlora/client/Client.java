package io.fedlora.client;

import io.fedlora.device.Device;

/** A client of the federation: what its actor is told. */
public final class Client {
  private Client() {}

  /** What a client is told. */
  public sealed interface Command {}

  /** A wire record has arrived. */
  public record Delivered(byte[] frame) implements Command {}

  /** What the client sent for a request has arrived, or would have. */
  public record Uploaded(long request) implements Command {}

  /** The device is done, or failed. */
  public record Worked(Device.Result result) implements Command {}

  /** The client is gone at once: its work is lost, its private part is as after its last work. */
  public record Leave() implements Command {}

  /** A timer of a behaviour's own has gone off over a request. */
  public record Tick(long request) implements Command {}

  /** The client is there again. */
  public record Return() implements Command {}
}
