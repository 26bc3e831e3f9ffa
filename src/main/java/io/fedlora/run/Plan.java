package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.clock.Pace;
import io.fedlora.device.Trainer;
import io.fedlora.method.FederatedMethod;
import io.fedlora.scenario.Scenario;
import io.fedlora.server.RoundRules;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.world.DropoutPlan;
import io.fedlora.world.Fleet;
import io.fedlora.world.fault.FaultPlan;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Everything a simulation is made of.
 *
 * @param name of the scenario
 * @param methodName as the scenario calls it
 * @param server how rounds are conducted
 * @param learning what is learnt, and by what
 * @param conditions under which clients work
 * @param scores whose models are scored, and when
 * @param slots device threads
 * @param pace virtual or wall time
 * @param keeper keeps wire records of updates
 */
public record Plan(
    String name,
    String methodName,
    RoundRules server,
    Learning learning,
    Conditions conditions,
    Scores scores,
    int slots,
    Pace pace,
    UpdateKeeper keeper) {
  /**
   * What is learnt, and by what.
   *
   * @param method what is learnt
   * @param trainer does local work
   */
  public record Learning(FederatedMethod method, Trainer trainer) {}

  /**
   * What clients are like and what befalls them.
   *
   * @param fleet hardware and connections, one profile a client
   * @param dropouts when clients drop out
   * @param faults what goes wrong on purpose
   * @param behaviour the conduct of each client
   */
  public record Conditions(
      Fleet fleet, DropoutPlan dropouts, FaultPlan faults, IntFunction<ClientBehaviour> behaviour) {
    /** Those of a scenario's fleet, with dropouts as the scenario says. */
    public static Conditions of(
        Scenario scenario, Fleet fleet, FaultPlan faults, IntFunction<ClientBehaviour> behaviour) {
      DropoutPlan dropouts =
          new DropoutPlan(
              scenario.seed(), scenario.fleet().dropoutPhases(), scenario.fleet().downtime());
      return new Conditions(fleet, dropouts, faults, behaviour);
    }
  }

  /**
   * Whose models are scored, and when.
   *
   * @param clients how many, from 0 on
   * @param trainerOf the trainer whose model is scored for a client
   * @param every rounds between scorings; the last round is always scored; 0 for never
   * @param metric by what, as {@code accuracy}
   */
  public record Scores(int clients, IntUnaryOperator trainerOf, int every, String metric) {
    /** Each client's own model, by a score that has no name of its own. */
    public static Scores ofEach(int clients, int every) {
      return new Scores(clients, client -> client, every, "score");
    }
  }

  /** The same with wire records of updates kept there. */
  public Plan keptBy(UpdateKeeper other) {
    return new Plan(name, methodName, server, learning, conditions, scores, slots, pace, other);
  }
}
