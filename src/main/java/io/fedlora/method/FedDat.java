package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.BottleneckOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * FedDAT (AAAI 2024, arXiv 2308.12305; {@code docs/methods.md#feddat}): a shared bottleneck adapter
 * a1 that travels, and a private one a0 that stays. With a copy of a1 from the beginning of the
 * round, at half weight each, a0 makes the teacher of a1; and a1 alone is in turn the teacher of
 * a0.
 *
 * <p>A batch is two steps. First a1 and the head follow ½ (task + divergence from the teacher);
 * then a0, inside the teacher, and the head follow ½ (task + divergence from a1 as it was in the
 * first step). So nothing is computed twice: a batch costs a forward pass and two gradients.
 */
@Named(
    value = "feddat",
    summary = "a shared and a private bottleneck adapter that distil each other",
    defaults = {
      "bottleneck = 48",
      "bottleneck-places = feed-forward",
      "head = private",
      "learning-rate = 1e-4",
      "beta2 = 0.98",
      "weight-decay = 0.01",
      "schedule = linear",
      "warmup-share = 0.1",
      "keep-optimizer = false"
    })
public final class FedDat extends LoraMethod {
  private static final String HEAD = AdapterPlacement.HEAD;

  private final Options options;
  private final Setting setting;
  private final Wiring shared;
  private final Wiring personal;
  private final Recipe sharedStep;
  private final Recipe personalStep;

  /**
   * @param layers that have adapters
   * @param head whether the classification head travels
   * @param size of a bottleneck, and where in a layer
   * @param optimizer of each part, whose rate is taken twice a batch
   * @param weights of clients in the merge
   * @param taskLoss the loss against the labels
   * @param temperature τ of the divergence
   * @param scheduleSpan what the schedule spans
   * @param nominalEpochs how many epochs long a schedule is that begins anew in every round
   * @param score the model that is scored
   */
  public record Options(
      Layers layers,
      HeadOwner head,
      @Flat BottleneckOptions size,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights,
      Loss.Task taskLoss,
      double temperature,
      Span scheduleSpan,
      double nominalEpochs,
      Model score) {
    public Options {
      Require.positive("temperature", temperature);
      Require.positive("nominal-epochs", nominalEpochs);
    }
  }

  /** What a schedule spans. */
  public enum Span {
    /** So many epochs, and it begins anew in every round. */
    ROUND,
    /** All local steps of the run. */
    RUN
  }

  /** The models that can be scored. */
  public enum Model {
    /** a0 and the merged a1 at half weight each. */
    TEACHER,
    /** a0 alone. */
    PRIVATE,
    /** The merged a1 alone. */
    SHARED
  }

  public FedDat(Options options, Setting setting) {
    this(
        options,
        setting,
        AdapterPlacement.on(setting, options.layers(), options.size().initDeviation()));
  }

  private FedDat(Options options, Setting setting, AdapterPlacement placement) {
    super(placement, teacher(options, placement), options.head(), options.weights());
    this.options = options;
    this.setting = setting;
    this.shared = placement.wiring(placement.bottlenecks(COMMON, options.size(), 1));
    this.personal = placement.wiring(placement.bottlenecks(PRIVATE, options.size(), 1));
    Loss loss = new Loss(options.taskLoss(), 0.5, 0.5, options.temperature());
    this.sharedStep = new Recipe.Gradient(List.of(COMMON, HEAD), loss, true);
    this.personalStep = new Recipe.Gradient(List.of(PRIVATE, HEAD), loss);
  }

  private static Wiring teacher(Options options, AdapterPlacement placement) {
    List<Insertion> mixed = new ArrayList<>(placement.bottlenecks(COMMON, options.size(), 0.5));
    mixed.addAll(placement.bottlenecks(PRIVATE, options.size(), 0.5));
    return placement.wiring(mixed);
  }

  @Override
  public LocalResult work(LocalWork work) {
    State own = work.own().state();
    Part copy = work.received().part(COMMON);
    ClientOptimizer a1 = climber(copy, own);
    ClientOptimizer a0 = climber(own.part(PRIVATE), own);
    ClientOptimizer head = climber(work.received().with(own).part(HEAD), own);
    StepAverages student = new StepAverages();
    StepAverages teacher = new StepAverages();
    List<Batch> batches = work.batches("lower", work.steps());
    for (int step = 0; step < work.steps(); step++) {
      Batch batch = batches.get(step);
      State mixture = a0.state().with(copy).with(head.state());
      float[][] taught = work.model().logits(wiring(), mixture, batch);
      StepResult first =
          step(
              work,
              shared,
              sharedStep,
              a1.state().with(head.state()),
              batch,
              Arrays.asList(taught));
      double factor = factor(work, batch, 2 * step);
      a1.update(first.gradients(), factor);
      head.update(first.gradients(), factor);
      StepResult second =
          step(work, wiring(), personalStep, mixture.with(head.state()), batch, first.scores());
      factor = factor(work, batch, 2 * step + 1);
      a0.update(second.gradients(), factor);
      head.update(second.gradients(), factor);
      student.add(first);
      teacher.add(second);
    }
    return result(work, List.of(a1, a0, head), student, teacher);
  }

  /** Weights decay, biases do not. */
  private ClientOptimizer climber(Part part, State own) {
    return new ClientOptimizer(
        options.optimizer(), List.of(part), own, entry -> !entry.name().endsWith(".bias"));
  }

  private static StepResult step(
      LocalWork work,
      Wiring wiring,
      Recipe recipe,
      State state,
      Batch batch,
      List<float[]> teacher) {
    return work.model().step(new StepRequest(wiring, recipe, state, List.of(batch), 0, 0, teacher));
  }

  /** Of the schedule, which moves on twice a batch. */
  private double factor(LocalWork work, Batch batch, int step) {
    if (options.scheduleSpan() == Span.RUN) {
      int before = 2 * (work.round() - 1) * setting.steps();
      int total = 2 * setting.rounds() * setting.steps();
      return new LearningRateSchedule(options.optimizer(), total).factor(before + step);
    }
    int epoch = (work.examples() + batch.rows() - 1) / batch.rows();
    int total = (int) Math.ceil(options.nominalEpochs() * epoch);
    return new LearningRateSchedule(options.optimizer(), total).factor(step);
  }

  private LocalResult result(
      LocalWork work, List<ClientOptimizer> climbers, StepAverages student, StepAverages teacher) {
    State moved = State.empty();
    List<Part> saved = new ArrayList<>();
    for (ClientOptimizer climber : climbers) {
      moved = moved.with(climber.state());
      saved.addAll(climber.saved());
    }
    State upload = moved.only(work.received().names());
    List<Part> kept = new ArrayList<>();
    for (String name : headTravels() ? List.of(PRIVATE) : List.of(PRIVATE, HEAD)) {
      kept.add(moved.part(name));
    }
    kept.addAll(saved);
    SortedMap<String, Double> reports = new TreeMap<>();
    reports.put("teacher-loss", teacher.loss());
    return new LocalResult(new Owned(State.of(kept)), upload, upload, student.loss(), reports);
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    Wiring wiring =
        switch (options.score()) {
          case TEACHER -> wiring();
          case PRIVATE -> personal;
          case SHARED -> shared;
        };
    return new Scored(wiring, common.with(own.state()).only(wiring.parts()));
  }
}
