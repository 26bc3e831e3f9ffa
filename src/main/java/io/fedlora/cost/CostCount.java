package io.fedlora.cost;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.corpus.BatchSchedule;
import io.fedlora.corpus.Population;
import io.fedlora.device.CountingModel;
import io.fedlora.device.ModelTrainer;
import io.fedlora.device.Trained;
import io.fedlora.device.WorkOrder;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.FederatedMethod.Weighted;
import io.fedlora.random.RandomStream;
import io.fedlora.run.CostBasis;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Goes through a run in which every client that is asked answers in its round, with a model that
 * only counts. Messages are encoded as they are to travel. All gradients are 0, so what a method
 * makes to depend on values, as a pruned rank, stays as it was in the beginning.
 */
public final class CostCount {
  private final Scenario scenario;
  private final CostBasis basis;
  private final FederatedMethod method;
  private final Population trainers;
  private final BatchSchedule schedule;
  private final Codec codec = new Codec();
  private final List<Owned> own = new ArrayList<>();
  private final List<List<RequestCost>> costs = new ArrayList<>();
  private State common;
  private long version;
  private long requests;

  private CostCount(Scenario scenario, CostBasis basis) {
    this.scenario = scenario;
    this.basis = basis;
    this.method = basis.method(scenario);
    this.trainers = basis.trainers(method);
    this.schedule =
        new BatchSchedule(
            trainers.table(), trainers.shards(), scenario.local().batchSize(), scenario.seed());
    this.common = method.initialCommon();
    for (int client = 0; client < trainers.clients(); client++) {
      own.add(method.initialOwn(client));
      costs.add(new ArrayList<>());
    }
  }

  /**
   * Counts what a scenario's method costs.
   *
   * @param basis of the scenario, whatever its method
   * @throws io.fedlora.scenario.ScenarioException if the method's options do not fit
   */
  public static MethodCost of(Scenario scenario, CostBasis basis) {
    CostCount count = new CostCount(scenario, basis);
    for (int round = 1; round <= scenario.rounds(); round++) {
      count.round(round);
    }
    return new MethodCost(
        scenario.rounds(), count.costs.stream().filter(requests -> !requests.isEmpty()).toList());
  }

  private void round(int round) {
    List<Contribution> updates = new ArrayList<>();
    for (int client : cohort(round)) {
      updates.add(ask(client, round));
    }
    double[] weights = updates.stream().mapToDouble(method::weight).toArray();
    double sum = Arrays.stream(weights).sum();
    List<Weighted> merged = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      merged.add(new Weighted(updates.get(i), weights[i] / sum));
    }
    common = method.merge(common, merged, round);
    version++;
  }

  /** Whom the server asks when all are free. */
  private int[] cohort(int round) {
    int[] all = IntStream.range(0, trainers.clients()).toArray();
    int asked = scenario.server().asked(all.length);
    if (asked == all.length) {
      return all;
    }
    RandomStream.of(scenario.seed(), "cohort", round).shuffle(all);
    int[] cohort = Arrays.copyOf(all, asked);
    Arrays.sort(cohort);
    return cohort;
  }

  private Contribution ask(int client, int round) {
    List<RequestCost> before = costs.get(client);
    WorkOrder order = new WorkOrder(++requests, client, round, version, before.size());
    State received = method.download(common, client, round);
    Body.Download download = new Body.Download(round, version, order.ordinal(), received);
    CountingModel model = new CountingModel(basis.architecture());
    ModelTrainer trainer =
        new ModelTrainer(
            method,
            model,
            trainers,
            basis.population(),
            schedule,
            new ModelTrainer.Settings(
                scenario.seed(), scenario.local().steps(), nobody -> new int[0]));
    Trained trained = trainer.train(order, received, own.get(client));
    long frozen = before.isEmpty() ? trainer.frozenPrefix(order, own.get(client)) : 0;
    Body.Update update =
        new Body.Update(
            round,
            version,
            trained.examples(),
            trained.steps(),
            trained.loss(),
            trained.reports(),
            trained.upload());
    own.set(client, trained.own());
    before.add(
        new RequestCost(
            trained(model, round, true),
            trained(model, round, false),
            Parameters.of(received),
            Parameters.of(trained.upload()),
            codec.length(download),
            codec.length(update),
            model.steps(),
            model.cost(),
            frozen));
    return new Contribution(client, round, trained.examples(), trained.steps(), trained.upload());
  }

  /** What was trained: all of it, or what stays. */
  private Parameters trained(CountingModel model, int round, boolean all) {
    Parameters sum = Parameters.NONE;
    for (Map.Entry<String, Layout> part : model.trained().entrySet()) {
      if (all || !method.mayLeave(part.getKey(), round)) {
        sum = sum.plus(Parameters.of(part.getValue()));
      }
    }
    return sum;
  }
}
