package io.fedlora.client;

import akka.actor.typed.ActorRef;
import io.fedlora.adapter.State;
import io.fedlora.device.Device;
import io.fedlora.device.StateRoom;
import io.fedlora.message.Carrier;
import io.fedlora.message.Codec;
import io.fedlora.random.RandomStream;
import java.util.function.LongSupplier;

/**
 * What a client is made with.
 *
 * @param id 0 … clients − 1
 * @param workPerDay nanoseconds of computing after which it declines until the next day; −1 for no
 *     limit
 * @param surroundings the same for all clients
 */
public record ClientSetup(int id, long workPerDay, Surroundings surroundings) {
  /** A client that may work all day. */
  public ClientSetup(int id, Surroundings surroundings) {
    this(id, -1, surroundings);
  }

  /** Random numbers for what a client makes of a request; the same in every run of a scenario. */
  public RandomStream stream(String purpose, Request request) {
    return RandomStream.of(surroundings.seed(), purpose, id, request.download().ordinal());
  }

  /** Makes updates without any work. */
  public interface Untrained {
    /** What a client could send that has learnt nothing from what it received in a round. */
    State of(int client, State received, int round);
  }

  /**
   * What all clients share.
   *
   * @param device does their work
   * @param carrier takes their records to the server
   * @param codec of wire records
   * @param room where their states are parked
   * @param now the instant
   * @param seed of the scenario
   * @param untrained what the method would have a client send that has learnt nothing
   */
  public record Surroundings(
      ActorRef<Device.Command> device,
      Carrier carrier,
      Codec codec,
      StateRoom room,
      LongSupplier now,
      long seed,
      Untrained untrained) {
    /** Surroundings in which no time passes. */
    public Surroundings(
        ActorRef<Device.Command> device, Carrier carrier, Codec codec, StateRoom room) {
      this(device, carrier, codec, room, () -> 0, 0, (client, received, round) -> received);
    }
  }
}
