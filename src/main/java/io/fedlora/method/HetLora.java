package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import io.fedlora.scenario.RankOptions;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * HETLoRA (Cho et al., arXiv 2401.06432; {@code docs/methods.md#hetlora}): every client has a rank
 * of its own, gets so many components of the common adapter, may prune the last ones, and is merged
 * by how much its adapter does.
 *
 * <p>The server learns of a pruned rank from the shape of an update and keeps what it has learnt in
 * a part that never travels; a client that knows better takes fewer components than it was sent.
 */
@Named(
    value = "hetlora",
    summary = "a rank for each client: truncation, pruning by the client, merge by norm")
public final class HetLora implements FederatedMethod {
  private static final String COMMON = LoraMethod.COMMON;
  private static final String RANK = "rank";
  private static final String RANKS = "ranks";

  private final Options options;
  private final Setting setting;
  private final AdapterPlacement placement;
  private final ClientRanks initial;
  private final TailPenalty penalty;
  private final LearningRateSchedule schedule;
  private final Wiring widest;

  /** The model that is scored for a client. */
  public enum ScoredModel {
    /** The common adapter, cut to the client's rank. */
    TRUNCATED,
    /** The common adapter at its full rank. */
    COMMON,
    /** The adapter that the client's own last local work left. */
    LOCAL
  }

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank of clients that have none of their own, and alpha
   * @param ranks what the clients begin with
   * @param optimizer of adapter and head
   * @param pruneShare γ: the tail are the components from floor(γ r) on
   * @param prunePenalty λ, the weight of the tail in the local loss
   * @param leastRank r_min, below which nobody prunes
   * @param sparsity whether S_k is taken over the whole model or over each linear
   * @param scoredModel what is scored
   * @param weights of clients in the merge, besides S_k
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      RankOptions ranks,
      @Flat OptimizerOptions optimizer,
      double pruneShare,
      double prunePenalty,
      int leastRank,
      SparsityMerge.Norms sparsity,
      ScoredModel scoredModel,
      MergeWeights weights) {
    public Options {
      Require.share("prune-share", pruneShare);
      Require.positive("prune-share", pruneShare);
      Require.notNegative("prune-penalty", prunePenalty);
      Require.atLeast("least-rank", leastRank, 1);
    }
  }

  public HetLora(Options options, Setting setting) {
    this.options = options;
    this.setting = setting;
    this.placement = new AdapterPlacement(setting, options.where());
    this.initial = ClientRanks.of(options.ranks(), options.common().rank(), setting);
    this.penalty = new TailPenalty(options.pruneShare(), options.prunePenalty());
    this.schedule =
        new LearningRateSchedule(options.optimizer(), setting.rounds() * setting.steps());
    this.widest = wiring(initial.highest());
    requireLeastRank();
  }

  private void requireLeastRank() {
    for (int client = 0; client < setting.clients(); client++) {
      if (initial.of(client) < options.leastRank()) {
        throw new InvalidValue(
            "least-rank",
            "is "
                + options.leastRank()
                + ", but client "
                + client
                + " begins with rank "
                + initial.of(client),
            "lower least-rank, or raise the ranks");
      }
    }
  }

  /** The scaling is the same whatever the rank; a truncated adapter would not fit otherwise. */
  private Wiring wiring(int rank) {
    double scale = options.common().scale();
    return placement.wiring(placement.adapters(COMMON, new AdapterOptions(rank, scale * rank)));
  }

  private boolean headTravels() {
    return options.where().head() == HeadOwner.COMMON;
  }

  @Override
  public State initialCommon() {
    List<Part> parts = new ArrayList<>();
    parts.add(placement.initialAdapter(widest, COMMON));
    if (headTravels()) {
      parts.add(placement.initialHead(widest));
    }
    float[] ranks = new float[setting.clients()];
    for (int client = 0; client < ranks.length; client++) {
      ranks[client] = initial.of(client);
    }
    parts.add(new Part(RANKS, Layout.builder().add(RANKS, ranks.length).build(), ranks));
    return State.of(parts);
  }

  @Override
  public Owned initialOwn(int client) {
    List<Part> parts = new ArrayList<>();
    parts.add(rankPart(initial.of(client)));
    if (!headTravels()) {
      parts.add(placement.initialHead(widest));
    }
    return new Owned(State.of(parts));
  }

  private static Part rankPart(int rank) {
    return new Part(RANK, Layout.builder().add(RANK, 1).build(), new float[] {rank});
  }

  private static int rank(Owned own) {
    return (int) own.state().part(RANK).values()[0];
  }

  /** The first components of the common adapter, as many as the client has, and the head. */
  @Override
  public State download(State common, int client, int round) {
    return ofRank(common, (int) common.part(RANKS).values()[client]);
  }

  private State ofRank(State common, int rank) {
    Part cut = RankFit.fitted(common.part(COMMON), wiring(rank).layout(COMMON));
    return State.of(cut).with(common.only(List.of(AdapterPlacement.HEAD)));
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return part.equals(COMMON) || (part.equals(AdapterPlacement.HEAD) && headTravels());
  }

  @Override
  public LocalResult work(LocalWork work) {
    State own = work.own().state();
    Part received = work.received().part(COMMON);
    int rank = Math.min(rank(work.own()), RankFit.rank(received.layout()));
    Wiring wiring = wiring(rank);
    Part start = RankFit.fitted(received, wiring.layout(COMMON));
    List<Part> parts = new ArrayList<>();
    parts.add(start);
    parts.add((headTravels() ? work.received() : own).part(AdapterPlacement.HEAD));
    Layout kept = wiring(rank(work.own())).layout(COMMON);
    ClientOptimizer climber =
        new ClientOptimizer(
            options.optimizer(),
            parts,
            ClientOptimizer.refitted(own, COMMON, kept, start.layout()));
    StepAverages averages = new StepAverages();
    train(work, wiring, climber, averages);
    State trained = climber.state();
    double before = penalty.product(wiring, start);
    double after = penalty.product(wiring, trained.part(COMMON));
    int left = after < before ? Math.max(options.leastRank(), penalty.kept(rank)) : rank;
    Layout layout = wiring(left).layout(COMMON);
    trained = trained.with(RankFit.fitted(trained.part(COMMON), layout));
    State saved =
        ClientOptimizer.refitted(State.of(climber.saved()), COMMON, start.layout(), layout);
    SortedMap<String, Double> reports = new TreeMap<>(averages.reports());
    reports.put("rank", (double) left);
    reports.put("tail-before", before);
    reports.put("tail-after", after);
    State upload = trained.only(work.received().names());
    return new LocalResult(owned(left, trained, saved), upload, upload, averages.loss(), reports);
  }

  private void train(
      LocalWork work, Wiring wiring, ClientOptimizer climber, StepAverages averages) {
    List<String> names = List.of(COMMON, AdapterPlacement.HEAD);
    List<Batch> batches = work.batches("lower", work.steps());
    for (int step = 0; step < work.steps(); step++) {
      State state = climber.state();
      StepResult result =
          work.model().step(StepRequest.gradient(wiring, names, state, batches.get(step)));
      averages.add(result);
      float[] gradient = result.gradients().getOrDefault(COMMON, new float[0]);
      penalty.addGradient(wiring, state.part(COMMON), gradient);
      int overall = (work.round() - 1) * setting.steps() + step;
      climber.update(result.gradients(), schedule.factor(overall));
    }
  }

  private Owned owned(int rank, State trained, State saved) {
    List<Part> parts = new ArrayList<>();
    parts.add(rankPart(rank));
    if (options.scoredModel() == ScoredModel.LOCAL) {
      parts.add(trained.part(COMMON));
    }
    if (!headTravels()) {
      parts.add(trained.part(AdapterPlacement.HEAD));
    }
    parts.addAll(saved.parts());
    return new Owned(State.of(parts));
  }

  /** An update may be of any rank down to the least, but of none above what its client has. */
  @Override
  public String objection(State common, Contribution update) {
    int most = (int) common.part(RANKS).values()[update.client()];
    if (!update.state().has(COMMON)) {
      return "no part " + COMMON;
    }
    int rank = RankFit.rank(update.state().part(COMMON).layout());
    if (rank < options.leastRank() || rank > most) {
      return "factors of rank "
          + rank
          + " where "
          + options.leastRank()
          + " to "
          + most
          + " belong";
    }
    return StateMath.layoutDifference(ofRank(common, rank), update.state()).orElse("");
  }

  @Override
  public double weight(Contribution update) {
    return options.weights().of(update.examples());
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    List<State> states = merged.stream().map(one -> one.update().state()).toList();
    double[] shares = merged.stream().mapToDouble(Weighted::weight).toArray();
    State next =
        common.with(
            new SparsityMerge(widest, options.sparsity())
                .merged(states.stream().map(state -> state.part(COMMON)).toList(), shares));
    if (headTravels()) {
      List<String> head = List.of(AdapterPlacement.HEAD);
      next = next.with(StateMath.mean(states.stream().map(s -> s.only(head)).toList(), shares));
    }
    float[] ranks = common.part(RANKS).values().clone();
    for (Weighted one : merged) {
      int rank = RankFit.rank(one.update().state().part(COMMON).layout());
      // A late update may be of a rank that its client has given up since.
      ranks[one.update().client()] = Math.min(ranks[one.update().client()], rank);
    }
    return next.with(common.part(RANKS).with(ranks));
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.SPARSITY_WEIGHTED;
  }

  @Override
  public SortedMap<String, Double> mergeTerms() {
    return new TreeMap<>(
        Map.of("perModule", options.sparsity() == SparsityMerge.Norms.PER_MODULE ? 1.0 : 0.0));
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    Part adapter = common.part(COMMON);
    if (options.scoredModel() == ScoredModel.LOCAL && own.state().has(COMMON)) {
      adapter = own.state().part(COMMON);
    }
    // What is scored right after local work is of the client's rank already.
    int rank = RankFit.rank(adapter.layout());
    if (options.scoredModel() != ScoredModel.COMMON) {
      rank = Math.min(rank, rank(own));
    }
    Wiring wiring = wiring(rank);
    State state = common.with(own.state()).with(RankFit.fitted(adapter, wiring.layout(COMMON)));
    return new Scored(wiring, state.only(wiring.parts()));
  }
}
