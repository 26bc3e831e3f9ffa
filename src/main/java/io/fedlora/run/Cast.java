package io.fedlora.run;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.fedlora.client.Client;
import io.fedlora.client.ClientSetup;
import io.fedlora.device.Device;
import io.fedlora.device.StateRoom;
import io.fedlora.message.Codec;
import io.fedlora.server.Disk;
import io.fedlora.server.Server;
import io.fedlora.world.World;

/**
 * The actors of a run, as children of the director, and the world between them.
 *
 * @param world takes what they send to each other
 * @param room where the clients' states are parked
 * @param device computes
 * @param server what each server is made with, the first one and those after a restart
 * @param witness of the servers
 * @param endpoints where the world finds them
 */
record Cast(
    World world,
    StateRoom room,
    ActorRef<Device.Command> device,
    Server.Equipment server,
    Witness<Server.Command> witness,
    ActorEndpoints endpoints) {
  /**
   * Makes the world, the device and every client, and watches them; a server is made by {@link
   * #newServer}.
   */
  static Cast make(
      ActorContext<Director.Command> director,
      Director.Equipment with,
      ActorRef<Server.Notice> observer) {
    Plan plan = with.plan();
    int clients = plan.conditions().fleet().profiles().size();
    ActorEndpoints endpoints = new ActorEndpoints(director.getSelf());
    Codec codec = new Codec();
    StateRoom room =
        new StateRoom(
            clients,
            plan.learning().method()::initialOwn,
            plan.conditions().faults().safeCopyEvery());
    World world =
        new World(
            plan.conditions().fleet(),
            plan.conditions().dropouts(),
            plan.conditions().faults(),
            with.clock(),
            with.journal(),
            with.ledger(),
            endpoints);
    ActorRef<Device.Command> device = device(director, with, world, room, codec);
    endpoints.setDevice(device);
    ClientSetup.Surroundings surroundings =
        new ClientSetup.Surroundings(
            device,
            world,
            codec,
            room,
            with.clock()::now,
            plan.server().seed(),
            plan.learning().method()::untrained);
    Witness<Client.Command> witness = with.witness(Client.Command.class);
    for (int client = 0; client < clients; client++) {
      endpoints.addClient(client(director, plan, client, surroundings, witness));
    }
    Server.Equipment server =
        new Server.Equipment(
            plan.server(),
            plan.learning().method(),
            with.clock(),
            world,
            codec,
            with.journal(),
            with.ledger(),
            plan.keeper(),
            new Disk(clients),
            Tiering.of(plan, codec, with.journal()),
            observer);
    return new Cast(world, room, device, server, with.witness(Server.Command.class), endpoints);
  }

  private static ActorRef<Device.Command> device(
      ActorContext<Director.Command> director,
      Director.Equipment with,
      World world,
      StateRoom room,
      Codec codec) {
    Plan plan = with.plan();
    TroubledTrainer trainer = new TroubledTrainer(plan.learning().trainer());
    ActorRef<Device.Command> device =
        director.spawn(
            with.witness(Device.Command.class)
                .of(
                    Device.create(
                        new Device.Equipment(
                            with.clock(),
                            with.slots(),
                            room,
                            trainer,
                            plan.conditions().fleet()::workNanos,
                            plan.server().workLimit(),
                            codec,
                            with.journal(),
                            (order, until) ->
                                trainer.expect(
                                    order.request(),
                                    world.workBegins(order.client(), order.request(), until)),
                            with.store()))),
            "device");
    director.watch(device);
    return device;
  }

  private static ActorRef<Client.Command> client(
      ActorContext<Director.Command> director,
      Plan plan,
      int client,
      ClientSetup.Surroundings surroundings,
      Witness<Client.Command> witness) {
    long workPerDay = plan.conditions().fleet().profile(client).workPerDay();
    ActorRef<Client.Command> actor =
        director.spawn(
            witness.of(
                plan.conditions()
                    .behaviour()
                    .apply(client)
                    .create(new ClientSetup(client, workPerDay, surroundings))),
            "client-" + client);
    director.watch(actor);
    return actor;
  }

  /**
   * Makes a server, to which the world delivers from now on.
   *
   * @param number from 1; one more after each restart
   */
  ActorRef<Server.Command> newServer(ActorContext<Director.Command> director, int number) {
    ActorRef<Server.Command> made =
        director.spawn(witness.of(Server.create(server)), "server-" + number);
    director.watch(made);
    endpoints.setServer(made);
    return made;
  }
}
