package io.fedlora.client;

import akka.actor.typed.ActorRef;
import io.fedlora.device.Device;
import io.fedlora.device.StateRoom;
import io.fedlora.message.Carrier;
import io.fedlora.message.Codec;

/**
 * What a client is made with.
 *
 * @param id 0 … clients − 1
 * @param surroundings the same for all clients
 */
public record ClientSetup(int id, Surroundings surroundings) {
  /**
   * What all clients share.
   *
   * @param device does their work
   * @param carrier takes their records to the server
   * @param codec of wire records
   * @param room where their states are parked
   */
  public record Surroundings(
      ActorRef<Device.Command> device, Carrier carrier, Codec codec, StateRoom room) {}
}
