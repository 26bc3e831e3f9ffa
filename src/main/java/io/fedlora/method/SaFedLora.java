package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Place;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * SA-FedLoRA (arXiv 2405.09394; {@code docs/methods.md#sa-fedlora}). First the whole model is
 * federated, held back by a {@linkplain Proximity regulariser}; what has become of it, part {@code
 * base}, is then frozen, handed over to every client once, and a low-rank adapter on top of it is
 * federated whose rank {@linkplain RankSchedule falls}. Which columns go, the server says: what it
 * sends in a round has the round's rank.
 */
@Named(
    value = "sa-fedlora",
    summary = "full weights first, then an adapter whose rank is annealed",
    defaults = {"keep-optimizer = false"})
public final class SaFedLora implements FederatedMethod {
  private static final String BASE = "base";
  private static final String COMMON = LoraMethod.COMMON;
  private static final String HEAD = AdapterPlacement.HEAD;

  private final Options options;
  private final Setting setting;
  private final AdapterPlacement placement;
  private final List<Insertion> base;
  private final Wiring whole;
  private final OptimizerOptions wholeOptimizer;
  private final SingleAdapter training;
  private final RankSchedule ranks;
  private final int initiatingRounds;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank in the beginning, and alpha; what the output is scaled by stays as it is
   * @param optimizer of the adapter
   * @param weights of clients in a merge
   * @param initiatingRounds rounds of the first stage, at least 1
   * @param initiatingLearningRate of the optimiser in it
   * @param initiatingArrays what is trained in it
   * @param proximity μ of the regulariser
   * @param finalRank of the adapter in the end
   * @param heatingEnd last round of the first rank
   * @param coolingEnd first round of the final rank
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights,
      Count initiatingRounds,
      double initiatingLearningRate,
      InitiatingArrays initiatingArrays,
      double proximity,
      int finalRank,
      Count heatingEnd,
      Count coolingEnd) {
    public Options {
      Require.positive("initiating-learning-rate", initiatingLearningRate);
      Require.notNegative("proximity", proximity);
      Require.atLeast("final-rank", finalRank, 1);
      if (finalRank > common.rank()) {
        throw new InvalidValue(
            "final-rank",
            "must be at most rank, " + common.rank() + ", found " + finalRank,
            "write for example final-rank = " + common.rank());
      }
    }
  }

  /** What is trained in the first stage. */
  public enum InitiatingArrays {
    /** Every array of the encoder, the embeddings too. */
    ALL,
    /** Every array of the layers that have adapters. */
    ADAPTED_LAYERS
  }

  public SaFedLora(Options options, Setting setting) {
    this.options = options;
    this.setting = setting;
    AdapterPlacement.requireEncoder(setting);
    this.placement = new AdapterPlacement(setting, options.where());
    this.initiatingRounds = options.initiatingRounds().of(setting.rounds());
    int heatingEnd = options.heatingEnd().of(setting.rounds());
    int coolingEnd = options.coolingEnd().of(setting.rounds());
    requireOrder(initiatingRounds, heatingEnd, coolingEnd);
    this.ranks =
        new RankSchedule(options.common().rank(), options.finalRank(), heatingEnd, coolingEnd);
    this.base =
        options.initiatingArrays() == InitiatingArrays.ALL
            ? AdapterPlacement.on(setting, Layers.ALL, 0).deltas(BASE, weight -> true)
            : placement.deltas(BASE, weight -> weight.place() != Place.EMBEDDINGS);
    this.whole = placement.wiring(base);
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
    this.wholeOptimizer = ofWhole(options.optimizer(), options.initiatingLearningRate());
  }

  private static void requireOrder(int initiating, int heating, int cooling) {
    Require.atLeast("initiating-rounds", initiating, 1);
    if (heating < initiating) {
      throw new InvalidValue(
          "heating-end",
          "is round " + heating + ", before the end of the initiating stage, round " + initiating,
          "write a later round");
    }
    if (cooling < heating) {
      throw new InvalidValue(
          "cooling-end",
          "is round " + cooling + ", before the end of heating, round " + heating,
          "write a later round");
    }
  }

  /** The same rule at another rate; moments as large as the model are not kept. */
  private static OptimizerOptions ofWhole(OptimizerOptions of, double rate) {
    return new OptimizerOptions(
        of.optimizer(),
        rate,
        of.weightDecay(),
        of.beta1(),
        of.beta2(),
        of.epsilon(),
        of.momentum(),
        of.clipNorm(),
        of.schedule(),
        of.warmupShare(),
        false);
  }

  /** The frozen result of the first stage below adapters of a rank. */
  private Wiring annealed(int rank) {
    List<Insertion> insertions = new ArrayList<>(base);
    for (Insertion one : placement.adapters(COMMON, options.common())) {
      LowRank adapter = (LowRank) one;
      insertions.add(new LowRank(COMMON, adapter.layer(), adapter.linear(), rank, adapter.scale()));
    }
    return placement.wiring(insertions);
  }

  private boolean isFirstStage(int round) {
    return round <= initiatingRounds;
  }

  private boolean headTravels() {
    return options.where().head() == HeadOwner.COMMON;
  }

  @Override
  public State initialCommon() {
    Wiring wiring = annealed(options.common().rank());
    List<Part> parts = new ArrayList<>();
    parts.add(Part.zeros(BASE, wiring.layout(BASE)));
    parts.add(placement.initialAdapter(wiring, COMMON));
    if (headTravels()) {
      parts.add(placement.initialHead(wiring));
    }
    parts.add(Handover.nobody(setting.clients()));
    return State.of(parts);
  }

  @Override
  public Owned initialOwn(int client) {
    return new Owned(headTravels() ? State.empty() : State.of(placement.initialHead(whole)));
  }

  @Override
  public State download(State common, int client, int round) {
    if (isFirstStage(round)) {
      return common.only(List.of(BASE, HEAD));
    }
    Part cut = RankCut.cut(common.part(COMMON), annealed(ranks.rank(round)).layout(COMMON));
    boolean holds = Handover.isDone(common, client);
    return common.with(cut).only(holds ? List.of(COMMON, HEAD) : List.of(BASE, COMMON, HEAD));
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return part.equals(isFirstStage(round) ? BASE : COMMON) || (part.equals(HEAD) && headTravels());
  }

  @Override
  public LocalResult work(LocalWork work) {
    if (isFirstStage(work.round())) {
      return initiate(work);
    }
    State all = work.own().state().with(work.received());
    return all.has(BASE)
        ? anneal(work, all)
        : new LocalResult(work.own(), State.empty(), work.received(), 0, new TreeMap<>());
  }

  private LocalResult initiate(LocalWork work) {
    List<Part> parts = work.own().state().with(work.received()).only(whole.parts()).parts();
    ClientOptimizer climber = new ClientOptimizer(wholeOptimizer, parts, State.empty());
    Proximity proximity = new Proximity(options.proximity(), work.received());
    StepAverages averages = new StepAverages();
    List<Batch> batches = work.batches("lower", work.steps());
    for (int step = 0; step < work.steps(); step++) {
      State at = climber.state();
      StepResult result =
          work.model().step(StepRequest.gradient(whole, whole.parts(), at, batches.get(step)));
      averages.add(result);
      int overall = (work.round() - 1) * setting.steps() + step;
      climber.update(proximity.added(result.gradients(), at), training.schedule().factor(overall));
    }
    State moved = climber.state();
    State upload = moved.only(work.received().names());
    var reports = averages.reports();
    reports.put("proximity", proximity.value(moved));
    State kept = headTravels() ? State.empty() : moved.only(List.of(HEAD));
    return new LocalResult(new Owned(kept), upload, upload, averages.loss(), reports);
  }

  private LocalResult anneal(LocalWork work, State all) {
    Wiring wiring = annealed(RankCut.rank(all.part(COMMON)));
    SingleAdapter.Outcome outcome =
        training.train(
            work, "lower", wiring, all, all.only(List.of(COMMON, HEAD)).parts(), work.steps());
    List<Part> kept = new ArrayList<>();
    kept.add(all.part(BASE));
    if (!headTravels()) {
      kept.add(outcome.parts().part(HEAD));
    }
    kept.addAll(outcome.saved());
    State upload = outcome.parts().only(headTravels() ? List.of(COMMON, HEAD) : List.of(COMMON));
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        upload,
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  @Override
  public String objection(State common, Contribution update) {
    boolean first = isFirstStage(update.round());
    if (!first && update.state().names().isEmpty()) {
      return "";
    }
    Wiring wiring = first ? whole : annealed(ranks.rank(update.round()));
    State expected = State.empty();
    for (String name : wiring.parts()) {
      if (mayLeave(name, update.round())) {
        expected = expected.with(Part.zeros(name, wiring.layout(name)));
      }
    }
    return StateMath.layoutDifference(expected, update.state()).orElse("");
  }

  @Override
  public double weight(Contribution update) {
    return options.weights().of(update.examples());
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    State next =
        StateMath.meanOfParts(
            common,
            merged.stream().map(one -> one.update().state()).toList(),
            merged.stream().mapToDouble(Weighted::weight).toArray());
    return isFirstStage(round) ? next : next.with(Handover.after(common, merged));
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.MEAN_OF_PARTS;
  }

  /** In one stage and of one rank; the columns that went since then stand in between otherwise. */
  @Override
  public boolean mergesLate(int asked, int round) {
    return isFirstStage(asked) == isFirstStage(round)
        && (isFirstStage(round) || ranks.rank(asked) == ranks.rank(round));
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    State all = own.state().with(common);
    Wiring wiring = all.has(COMMON) ? annealed(RankCut.rank(all.part(COMMON))) : whole;
    State complete = all.has(BASE) ? all : all.with(Part.zeros(BASE, wiring.layout(BASE)));
    return new Scored(wiring, complete.only(wiring.parts()));
  }
}
