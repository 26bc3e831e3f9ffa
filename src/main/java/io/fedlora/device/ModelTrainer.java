package io.fedlora.device;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.BatchSchedule;
import io.fedlora.corpus.LabelMetric;
import io.fedlora.corpus.Population;
import io.fedlora.foundation.Assessment;
import io.fedlora.foundation.CostModel;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.LocalResult;
import io.fedlora.method.LocalWork;
import io.fedlora.method.Scored;
import io.fedlora.random.RandomStream;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Does a method's local work with the frozen model, and scores clients' models on their texts.
 *
 * @param method what local work is
 * @param model the frozen model
 * @param trainers whose texts each trainer has, by trainer
 * @param scored every client's texts
 * @param schedule which texts each step trains on
 * @param settings sizes and seed
 */
public record ModelTrainer(
    FederatedMethod method,
    FrozenModel model,
    Population trainers,
    Population scored,
    BatchSchedule schedule,
    Settings settings)
    implements Trainer {
  private static final int SCORING_ROWS = 32;

  // No request has this ordinal, so that what is drawn for scoring is drawn for nothing else.
  private static final int EXAMINATION = -1;

  /**
   * @param seed of the scenario
   * @param steps local steps a request
   * @param examined which texts of a client are scored
   */
  public record Settings(long seed, int steps, IntFunction<int[]> examined) {}

  @Override
  public Workload workload(WorkOrder order, State received, Owned own, boolean first) {
    CountingModel counting = new CountingModel(model.architecture());
    method.work(new Work(order, received, own, counting));
    Workload work = counting.workload();
    long prefix = first ? frozenPrefix(order, own) : 0;
    return new Workload(work.steps(), work.tokens(), work.flops() + prefix);
  }

  /** The operations for the constant activations below the lowest adapter, once a client. */
  public long frozenPrefix(WorkOrder order, Owned own) {
    Scored wiring = method.scored(order.client(), method.initialCommon(), own);
    int lowest = wiring.wiring().lowestTrainableLayer();
    long prefix = 0;
    for (int text : trainers.shards().get(order.client()).train()) {
      int length = model.architecture().computedTokens(trainers.table().paddedLength(text));
      prefix += CostModel.frozenPrefix(model.architecture(), lowest, length);
    }
    return prefix;
  }

  @Override
  public Trained train(WorkOrder order, State received, Owned own) {
    StepTally tally = new StepTally(model);
    LocalResult result = method.work(new Work(order, received, own, tally));
    for (String part : result.upload().names()) {
      if (!method.mayLeave(part, order.round())) {
        throw new IllegalStateException(
            "the method sends part " + part + ", which it keeps private");
      }
    }
    return new Trained(
        result.own(),
        result.upload(),
        new Owned(result.local()),
        trainers.shards().get(order.client()).train().length,
        tally.steps(),
        result.loss(),
        result.reports());
  }

  @Override
  public Score score(int client, State common, Owned own) {
    int trainer = method.pooled() ? 0 : client;
    WorkOrder examination = new WorkOrder(-1, trainer, 0, 0, EXAMINATION);
    Scored scoredModel =
        method.adapted(
            method.scored(client, common, own), new Work(examination, common, own, model));
    int[] texts = settings.examined().apply(client);
    int[] predicted = new int[texts.length];
    int[] actual = new int[texts.length];
    double loss = 0;
    int done = 0;
    for (Batch batch : BatchSchedule.evaluation(scored.table(), texts, SCORING_ROWS)) {
      Assessment found = assess(scoredModel, batch);
      for (int row = 0; row < batch.rows(); row++, done++) {
        predicted[done] = found.predicted()[row];
        actual[done] = batch.labels()[row];
        loss += found.losses()[row];
      }
    }
    loss /= Math.max(1, done);
    double metric =
        scored.metric() instanceof LabelMetric ofLabels
            ? ofLabels.score(predicted, actual, scored.labels().size())
            : loss;
    return new Score(metric, loss);
  }

  private Assessment assess(Scored scoredModel, Batch batch) {
    if (scoredModel.fit().isEmpty()) {
      return model.assess(scoredModel.wiring(), scoredModel.state(), batch);
    }
    int[] predicted = new int[batch.rows()];
    double[] losses = new double[batch.rows()];
    for (int row = 0; row < batch.rows(); row++) {
      Batch text = batch.row(row);
      State fitted = scoredModel.fit().get().of(text);
      Assessment found = model.assess(scoredModel.wiring(), fitted, text);
      predicted[row] = found.predicted()[0];
      losses[row] = found.losses()[0];
    }
    return new Assessment(predicted, losses);
  }

  /** One piece of local work, on the real model or on one that counts. */
  private final class Work implements LocalWork {
    private final WorkOrder order;
    private final State received;
    private final Owned own;
    private final FrozenModel on;

    Work(WorkOrder order, State received, Owned own, FrozenModel on) {
      this.order = order;
      this.received = received;
      this.own = own;
      this.on = on;
    }

    @Override
    public int client() {
      return order.client();
    }

    @Override
    public int round() {
      return order.round();
    }

    @Override
    public State received() {
      return received;
    }

    @Override
    public Owned own() {
      return own;
    }

    @Override
    public int steps() {
      return within(settings.steps());
    }

    @Override
    public int within(int steps) {
      return order.within(steps);
    }

    @Override
    public int examples() {
      return trainers.shards().get(order.client()).train().length;
    }

    @Override
    public List<Batch> batches(String purpose, int count) {
      List<Batch> drawn = schedule.draw(order.client(), order.ordinal(), purpose, count);
      int classes = trainers.labels().size();
      return order.flipsLabels()
          ? drawn.stream().map(batch -> batch.flipped(classes)).toList()
          : drawn;
    }

    @Override
    public RandomStream stream(String purpose) {
      return RandomStream.of(settings.seed(), purpose, order.client(), order.ordinal());
    }

    @Override
    public FrozenModel model() {
      return on;
    }
  }
}
