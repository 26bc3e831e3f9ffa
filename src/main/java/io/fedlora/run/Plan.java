package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.clock.Pace;
import io.fedlora.device.Trainer;
import io.fedlora.method.FederatedMethod;
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
 * @param method what is learnt
 * @param trainer does local work
 * @param fleet hardware and connections, one profile a client
 * @param dropouts when clients drop out
 * @param behaviour the conduct of each client
 * @param scored how many clients are scored
 * @param trainerOf the trainer whose model is scored for a client
 * @param slots device threads
 * @param pace virtual or wall time
 * @param evaluateEvery rounds between scorings; the last round is always scored; 0 for never
 * @param keeper keeps wire records of updates
 * @param faults what goes wrong on purpose
 */
public record Plan(
    String name,
    String methodName,
    RoundRules server,
    FederatedMethod method,
    Trainer trainer,
    Fleet fleet,
    DropoutPlan dropouts,
    IntFunction<ClientBehaviour> behaviour,
    int scored,
    IntUnaryOperator trainerOf,
    int slots,
    Pace pace,
    int evaluateEvery,
    UpdateKeeper keeper,
    FaultPlan faults) {
  /** A plan in which nothing goes wrong on purpose. */
  public Plan(
      String name,
      String methodName,
      RoundRules server,
      FederatedMethod method,
      Trainer trainer,
      Fleet fleet,
      DropoutPlan dropouts,
      IntFunction<ClientBehaviour> behaviour,
      int scored,
      IntUnaryOperator trainerOf,
      int slots,
      Pace pace,
      int evaluateEvery,
      UpdateKeeper keeper) {
    this(
        name,
        methodName,
        server,
        method,
        trainer,
        fleet,
        dropouts,
        behaviour,
        scored,
        trainerOf,
        slots,
        pace,
        evaluateEvery,
        keeper,
        FaultPlan.NONE);
  }

  /** The same with these faults. */
  public Plan with(FaultPlan other) {
    return new Plan(
        name,
        methodName,
        server,
        method,
        trainer,
        fleet,
        dropouts,
        behaviour,
        scored,
        trainerOf,
        slots,
        pace,
        evaluateEvery,
        keeper,
        other);
  }

  /** The same with wire records of updates kept there. */
  public Plan keptBy(UpdateKeeper other) {
    return new Plan(
        name,
        methodName,
        server,
        method,
        trainer,
        fleet,
        dropouts,
        behaviour,
        scored,
        trainerOf,
        slots,
        pace,
        evaluateEvery,
        other,
        faults);
  }
}
