package io.fedlora.server;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.fedlora.adapter.State;
import io.fedlora.clock.Clock;
import io.fedlora.journal.Journal;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Carrier;
import io.fedlora.message.Codec;
import io.fedlora.method.FederatedMethod;
import java.util.SortedMap;

/**
 * The server of a federation: what its actor is told, and what it tells. It asks clients, takes
 * what arrives, and merges; when it does which is the affair of how it collects.
 */
public final class Server {
  private Server() {}

  /** What a server is told. */
  public sealed interface Command permits Begin, Delivered, Crash, GoOn, Internal {}

  /** Hold the first round. */
  public record Begin() implements Command {}

  /** A wire record has arrived from a client. */
  public record Delivered(int client, byte[] frame) implements Command {}

  /** The server goes down at once: what is not on its disk is lost, and its actor ends. */
  public record Crash() implements Command {}

  /** The server, a new actor, goes on from what is on its disk. */
  public record GoOn() implements Command {}

  /** What a server says to itself. */
  non-sealed interface Internal extends Command {}

  /** What the server tells those who watch it. */
  public sealed interface Notice {}

  /** A round has opened. */
  public record RoundOpened(int round, int asked) implements Notice {}

  /**
   * A round has closed.
   *
   * @param common what the server holds from now on
   * @param counts what had become of all requests by then
   */
  public record RoundDone(
      int round, String reason, State common, SortedMap<Integer, Heard> heard, Ledger.Counts counts)
      implements Notice {}

  /** What a client reported of its local work in a round: mean training loss, further numbers. */
  public record Heard(double loss, SortedMap<String, Double> reports) {}

  /** The last round has closed. */
  public record Finished(int rounds, long version, State common) implements Notice {}

  /** What a server works with. */
  public record Equipment(
      RoundRules rules,
      FederatedMethod method,
      Clock clock,
      Carrier carrier,
      Codec codec,
      Journal journal,
      Ledger ledger,
      UpdateKeeper keeper,
      Disk disk,
      Tiers tiers,
      ActorRef<Notice> observer) {}

  /**
   * A server that waits for {@link Begin}, or for {@link GoOn} if it was there before, and then
   * collects as its rules say.
   */
  public static Behavior<Command> create(Equipment equipment) {
    if (equipment.rules().settings().inRounds()) {
      return RoundsServer.create(equipment);
    }
    return Behaviors.withTimers(
        timers ->
            equipment.rules().settings().inTiers()
                ? TiersServer.create(equipment, timers)
                : WindowsServer.create(equipment, timers));
  }
}
