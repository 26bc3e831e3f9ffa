package io.fedlora.cost;

import io.fedlora.foundation.StepCost;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a method costs in a scenario.
 *
 * @param rounds of the run
 * @param clients every request of each client that was asked at all, by client
 */
public record MethodCost(int rounds, List<List<RequestCost>> clients) {
  public MethodCost {
    clients = List.copyOf(clients);
  }

  /** A figure of a client, as the mean over its requests, spread over the clients. */
  public Spread spread(ToDoubleFunction<RequestCost> figure) {
    return Spread.of(
        clients.stream()
            .map(requests -> requests.stream().mapToDouble(figure).average().orElseThrow())
            .toList());
  }

  /** A figure summed over the run. */
  public long sum(ToLongFunction<RequestCost> figure) {
    return clients.stream().flatMap(List::stream).mapToLong(figure).sum();
  }

  /** A figure summed over the clients of a round, as the mean over the rounds. */
  public double round(ToLongFunction<RequestCost> figure) {
    return (double) sum(figure) / rounds;
  }

  /** The operations of all steps of the run. */
  public StepCost work() {
    StepCost sum = StepCost.NONE;
    for (List<RequestCost> requests : clients) {
      for (RequestCost request : requests) {
        sum = sum.plus(request.work());
      }
    }
    return sum;
  }

  /** How many steps the run takes. */
  public long steps() {
    return sum(RequestCost::steps);
  }

  /** All operations of the run, as its summary has them. */
  public long flops() {
    return work().total() + sum(RequestCost::frozen);
  }

  /** How often the work of another method this one takes. */
  public double multipleOf(MethodCost other) {
    return ((double) work().total() / rounds) / ((double) other.work().total() / other.rounds);
  }
}
