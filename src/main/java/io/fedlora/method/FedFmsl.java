package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * FedFMSL, FedMS before (arXiv 2312.15926; {@code docs/methods.md#fedfmsl}), in two stages. First a
 * global expert, one low-rank block a layer, is federated, few blocks at first ({@link
 * SparseActivation}). Then it is fixed; every client trains an expert of its own beside it, which
 * begins as its copy, and a gate that mixes the two token by token. Of these only the gate travels.
 *
 * <p>Parts: {@code expert-<layer>} and {@code gate-<layer>} are common, {@code local-<layer>} and,
 * in the second stage, {@code local-head} private. In the first stage every update also brings
 * {@code accuracy}, that of what was received on some of the client's training texts.
 */
@Named(
    value = "fedfmsl",
    summary = "a sparsely activated global expert first, then local experts behind a common gate")
public final class FedFmsl implements FederatedMethod {
  private static final String EXPERT = ExpertBlocks.EXPERT;
  private static final String GATE = ExpertBlocks.GATE;
  private static final String HEAD = AdapterPlacement.HEAD;
  private static final String ACCURACY = "accuracy";
  private static final Layout ONE = Layout.builder().add("value", 1).build();

  private final Options options;
  private final Setting setting;
  private final AdapterPlacement placement;
  private final SparseActivation activation;
  private final SingleAdapter training;
  private final int expertRounds;

  private final ExpertBlocks experts;

  /** Adapted layers from the top down. */
  private final List<Integer> layers;

  /**
   * @param where experts sit, and whose the head is in the first stage
   * @param expert rank and alpha of either expert
   * @param optimizer of the clients, in both stages
   * @param weights of clients in the merge
   * @param expertRounds rounds of the first stage
   * @param firstBlocks layers whose expert is active from the beginning
   * @param accuracyQueue how many accuracies are looked at before a further layer becomes active
   * @param accuracySpread how close together they must lie for that
   * @param probeBatches minibatches on which a client measures the accuracy
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions expert,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights,
      Count expertRounds,
      int firstBlocks,
      int accuracyQueue,
      double accuracySpread,
      int probeBatches) {
    public Options {
      Require.atLeast("probe-batches", probeBatches, 1);
    }
  }

  public FedFmsl(Options options, Setting setting) {
    this.options = options;
    this.setting = setting;
    AdapterPlacement.requireEncoder(setting);
    this.placement = new AdapterPlacement(setting, options.where());
    this.activation =
        new SparseActivation(
            options.firstBlocks(), options.accuracyQueue(), options.accuracySpread());
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
    this.expertRounds = options.expertRounds().of(setting.rounds());
    this.experts = new ExpertBlocks(placement, options.expert(), setting);
    this.layers = experts.layers();
  }

  private boolean headTravels() {
    return options.where().head() == HeadOwner.COMMON;
  }

  private boolean isFirstStage(int round) {
    return round <= expertRounds;
  }

  private List<Integer> active(State common) {
    return layers.subList(0, SparseActivation.blocks(common));
  }

  private static List<String> names(String prefix, List<Integer> layers) {
    return layers.stream().map(layer -> prefix + layer).toList();
  }

  @Override
  public State initialCommon() {
    Wiring global = experts.global(layers);
    Wiring mixture = experts.mixture(layers);
    List<Part> parts = new ArrayList<>();
    for (int layer : layers) {
      RandomStream stream = RandomStream.of(setting.seed(), "init-common", layer);
      parts.add(placement.initialAdapter(global, EXPERT + layer, stream));
    }
    if (headTravels()) {
      parts.add(placement.initialHead(global));
    }
    for (int layer : layers) {
      parts.add(Part.zeros(GATE + layer, mixture.layout(GATE + layer)));
    }
    parts.add(Part.zeros(ACCURACY, ONE));
    parts.add(activation.initial(layers.size()));
    parts.add(Handover.nobody(setting.clients()));
    return State.of(parts);
  }

  @Override
  public Owned initialOwn(int client) {
    return new Owned(
        headTravels()
            ? State.empty()
            : State.of(placement.initialHead(experts.global(layers.subList(0, 1)))));
  }

  @Override
  public State download(State common, int client, int round) {
    List<Integer> active = active(common);
    List<String> sent = new ArrayList<>();
    if (isFirstStage(round) || !Handover.isDone(common, client)) {
      sent.addAll(names(EXPERT, active));
      sent.add(HEAD);
    }
    if (!isFirstStage(round)) {
      sent.addAll(names(GATE, active));
    }
    return common.only(sent);
  }

  @Override
  public boolean mayLeave(String part, int round) {
    if (!isFirstStage(round)) {
      return part.startsWith(GATE);
    }
    return part.startsWith(EXPERT) || part.equals(ACCURACY) || (part.equals(HEAD) && headTravels());
  }

  /** In the first stage with an accuracy of nothing, which nobody has measured. */
  @Override
  public State untrained(int client, State received, int round) {
    State same = FederatedMethod.super.untrained(client, received, round);
    return isFirstStage(round) ? same.with(Part.zeros(ACCURACY, ONE)) : same;
  }

  @Override
  public LocalResult work(LocalWork work) {
    if (isFirstStage(work.round())) {
      return global(work);
    }
    State base = work.own().state().with(work.received());
    return base.names().stream().anyMatch(name -> name.startsWith(EXPERT))
        ? mixed(work, base)
        : new LocalResult(work.own(), State.empty(), work.received(), 0, new TreeMap<>());
  }

  private static List<Integer> layersOf(State state, String prefix) {
    return state.names().stream()
        .filter(name -> name.startsWith(prefix) && !name.equals(ExpertBlocks.LOCAL_HEAD))
        .map(name -> Integer.valueOf(name.substring(prefix.length())))
        .toList();
  }

  private LocalResult global(LocalWork work) {
    Wiring wiring = experts.global(layersOf(work.received(), EXPERT));
    State start = work.own().state().with(work.received()).only(wiring.parts());
    double accuracy = accuracy(work, wiring, start);
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", wiring, State.empty(), start.parts(), work.steps());
    List<Part> kept = new ArrayList<>();
    if (!headTravels()) {
      kept.add(outcome.parts().part(HEAD));
    }
    kept.addAll(outcome.saved());
    State moved = outcome.parts().only(work.received().names());
    State upload = moved.with(new Part(ACCURACY, ONE, new float[] {(float) accuracy}));
    SortedMap<String, Double> reports = outcome.averages().reports();
    reports.put(ACCURACY, accuracy);
    return new LocalResult(
        new Owned(State.of(kept)), upload, moved, outcome.averages().loss(), reports);
  }

  private double accuracy(LocalWork work, Wiring wiring, State state) {
    int right = 0;
    int texts = 0;
    for (Batch batch : work.batches("probe", options.probeBatches())) {
      int[] predicted = work.model().assess(wiring, state, batch).predicted();
      for (int row = 0; row < batch.rows(); row++, texts++) {
        right += predicted[row] == batch.labels()[row] ? 1 : 0;
      }
    }
    return (double) right / texts;
  }

  private LocalResult mixed(LocalWork work, State base) {
    List<Integer> active = layersOf(work.received(), GATE);
    Wiring wiring = experts.mixture(active);
    State start = ExpertBlocks.start(wiring, base);
    List<String> trained = new ArrayList<>(wiring.parts());
    trained.removeAll(names(EXPERT, active));
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", wiring, start, start.only(trained).parts(), work.steps());
    List<Part> kept = new ArrayList<>(base.only(names(EXPERT, active)).parts());
    for (Part part : outcome.parts().parts()) {
      if (!part.name().startsWith(GATE)) {
        kept.add(part);
      }
    }
    kept.addAll(outcome.saved());
    State upload = outcome.parts().only(names(GATE, active));
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        upload,
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  @Override
  public String objection(State common, Contribution update) {
    State sent = update.state();
    boolean first = isFirstStage(update.round());
    if (!first && sent.names().isEmpty()) {
      return "";
    }
    List<String> needed = new ArrayList<>(names(first ? EXPERT : GATE, layers.subList(0, 1)));
    if (first) {
      needed.add(ACCURACY);
      if (headTravels()) {
        needed.add(HEAD);
      }
    }
    for (String name : needed) {
      if (!sent.has(name)) {
        return "part " + name + " is missing";
      }
    }
    return StateMath.layoutDifference(common.only(sent.names()), ordered(sent, common)).orElse("");
  }

  /** The parts in the order of the common state; those that it has not, behind. */
  private static State ordered(State sent, State common) {
    State known = State.empty();
    for (String name : common.names()) {
      known = sent.has(name) ? known.with(sent.part(name)) : known;
    }
    return known.with(sent);
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
    if (isFirstStage(round)) {
      double accuracy = next.part(ACCURACY).values()[0];
      return next.with(activation.after(common, accuracy, layers.size()));
    }
    return next.with(SparseActivation.mixing(common)).with(Handover.after(common, merged));
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.MEAN_OF_PARTS;
  }

  /** What one stage has sent is nothing to the other. */
  @Override
  public boolean mergesLate(int asked, int round) {
    return isFirstStage(asked) == isFirstStage(round);
  }

  /**
   * The global expert alone until a gate has been merged; what a client holds tells by its parts.
   */
  @Override
  public Scored scored(int client, State common, Owned own) {
    State all = own.state().with(common);
    boolean whole = common.has(SparseActivation.PART);
    boolean mixing = whole ? SparseActivation.isMixing(common) : !layersOf(common, GATE).isEmpty();
    List<Integer> on = whole ? active(common) : layersOf(common, mixing ? GATE : EXPERT);
    if (mixing) {
      Wiring wiring = experts.mixture(on);
      return new Scored(wiring, ExpertBlocks.start(wiring, all));
    }
    Wiring wiring = experts.global(on);
    return new Scored(wiring, all.only(wiring.parts()));
  }
}
