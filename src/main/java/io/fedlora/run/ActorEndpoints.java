package io.fedlora.run;

import akka.actor.typed.ActorRef;
import io.fedlora.client.Client;
import io.fedlora.device.Device;
import io.fedlora.server.Server;
import io.fedlora.world.Endpoints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ends of the links as actors, which are made after the links. */
final class ActorEndpoints implements Endpoints {
  private static final Client.Command LEAVE = new Client.Leave();
  private static final Client.Command RETURN = new Client.Return();

  private final List<ActorRef<Client.Command>> clients = new ArrayList<>();
  private final ActorRef<Director.Command> director;
  private @Nullable ActorRef<Server.Command> server;
  private @Nullable ActorRef<Device.Command> device;

  ActorEndpoints(ActorRef<Director.Command> director) {
    this.director = director;
  }

  void addClient(ActorRef<Client.Command> client) {
    clients.add(client);
  }

  void setDevice(ActorRef<Device.Command> made) {
    device = made;
  }

  void setServer(ActorRef<Server.Command> made) {
    server = made;
  }

  @Override
  public void toClient(int client, byte[] frame) {
    clients.get(client).tell(new Client.Delivered(frame));
  }

  @Override
  public void toServer(int client, byte[] frame) {
    if (server != null) {
      server.tell(new Server.Delivered(client, frame));
    }
  }

  @Override
  public void uploaded(int client, long request) {
    clients.get(client).tell(new Client.Uploaded(request));
  }

  @Override
  public void leave(int client) {
    clients.get(client).tell(LEAVE);
  }

  @Override
  public void loseState(int client) {
    if (device != null) {
      device.tell(new Device.Restore(client));
    }
  }

  @Override
  public void back(int client) {
    clients.get(client).tell(RETURN);
  }

  @Override
  public void stopServer() {
    director.tell(Director.Power.OFF);
  }

  @Override
  public void startServer() {
    director.tell(Director.Power.ON);
  }
}
