package io.fedlora.world.fault;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The faults of a run, in the order of their kinds, those apart that can never happen.
 *
 * @param seed of the scenario
 * @param links what befalls records on their way
 * @param updates what clients send wrongly
 * @param crashes of clients
 * @param devices what befalls local work
 * @param restarts of the server
 * @param healedAfter the round with whose close all that goes wrong on purpose is over, dropouts
 *     included, and everybody is there who has not left for good; 0 for never
 */
public record FaultPlan(
    long seed,
    List<Injection<LinkFault>> links,
    List<Injection<UpdateFault>> updates,
    List<Injection<Crash>> crashes,
    List<Injection<DeviceFault>> devices,
    List<Injection<ServerRestart>> restarts,
    int healedAfter) {
  /** Nothing goes wrong. */
  public static final FaultPlan NONE =
      new FaultPlan(0, List.of(), List.of(), List.of(), List.of(), List.of(), 0);

  /**
   * The plan of these faults.
   *
   * @param faults by kind, in the order in which they are to be looked at
   * @param clients how many there are
   * @param group the group of each client
   */
  public static FaultPlan of(
      long seed, Map<String, Fault> faults, int clients, IntFunction<String> group) {
    List<Injection<LinkFault>> links = new ArrayList<>();
    List<Injection<UpdateFault>> updates = new ArrayList<>();
    List<Injection<Crash>> crashes = new ArrayList<>();
    List<Injection<DeviceFault>> devices = new ArrayList<>();
    List<Injection<ServerRestart>> restarts = new ArrayList<>();
    faults.forEach(
        (kind, fault) -> {
          if (fault.isNever()) {
            return;
          }
          BitSet who = new BitSet();
          for (int client = 0; client < clients; client++) {
            who.set(client, fault.when().concerns(client, group.apply(client)));
          }
          if (fault instanceof LinkFault link) {
            links.add(new Injection<>(kind, link, who));
          } else if (fault instanceof UpdateFault update) {
            updates.add(new Injection<>(kind, update, who));
          } else if (fault instanceof Crash crash) {
            crashes.add(new Injection<>(kind, crash, who));
          } else if (fault instanceof DeviceFault device) {
            devices.add(new Injection<>(kind, device, who));
          } else if (fault instanceof ServerRestart restart) {
            restarts.add(new Injection<>(kind, restart, who));
          }
        });
    return new FaultPlan(seed, links, updates, crashes, devices, restarts, 0);
  }

  /** The same up to the close of a round, and then nothing more. */
  public FaultPlan healedAfter(int round) {
    return new FaultPlan(seed, links, updates, crashes, devices, restarts, round);
  }

  /** Finished pieces of work between two safe copies of a private part; 0 if none is ever used. */
  public int safeCopyEvery() {
    return crashes.stream()
        .map(Injection::fault)
        .filter(Crash::losesPrivatePart)
        .mapToInt(crash -> crash.options().safeCopyEvery())
        .findFirst()
        .orElse(0);
  }
}
