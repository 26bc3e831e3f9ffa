package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * FDLoRA (arXiv 2406.07925; {@code docs/methods.md#fdlora}) in three stages. First every client
 * trains a private module, which leaves it once, in the last round of the stage, and whose mean the
 * shared module begins as. Then the shared module is federated with an outer optimiser, and every
 * so often a client's private module becomes a copy of what it has just sent. For scoring the two
 * are fused with weights that are searched for on a few of the client's training texts.
 */
@Named(
    value = "fdlora",
    summary = "private modules first, then a shared one with outer momentum, fused for each client",
    defaults = {"rank = 5", "alpha = 5"})
public final class FdLora implements FederatedMethod {
  private static final String COMMON = LoraMethod.COMMON;
  private static final String PRIVATE = LoraMethod.PRIVATE;
  private static final String HEAD = AdapterPlacement.HEAD;
  private static final String FUSED = "fused";
  private static final String STAGE = "stage";
  private static final Layout STAGE_LAYOUT = Layout.builder().add("federated", 1).build();

  private final Options options;
  private final AdapterPlacement placement;
  private final Wiring personal;
  private final Wiring shared;
  private final Wiring both;
  private final Wiring fused;
  private final SingleAdapter training;
  private final OuterOptimizer outer;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank and alpha of either module
   * @param optimizer of the clients, in both stages
   * @param weights of clients in a merge
   * @param localRounds rounds of the first stage, at least 1
   * @param outerLearningRate of the server
   * @param outerMomentum of the server
   * @param privateRefresh every how many rounds of the second stage the private module is renewed
   * @param fusionBatches minibatches of training texts that the fusion looks at
   * @param fusionEvaluations how many pairs of weights it tries
   * @param fusionPenalty λ on their absolute values
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights,
      int localRounds,
      double outerLearningRate,
      double outerMomentum,
      int privateRefresh,
      int fusionBatches,
      int fusionEvaluations,
      double fusionPenalty) {
    public Options {
      Require.atLeast("local-rounds", localRounds, 1);
      Require.positive("outer-learning-rate", outerLearningRate);
      Require.belowOne("outer-momentum", outerMomentum);
      Require.atLeast("private-refresh", privateRefresh, 1);
      Require.atLeast("fusion-batches", fusionBatches, 1);
      Require.atLeast("fusion-evaluations", fusionEvaluations, 1);
      Require.notNegative("fusion-penalty", fusionPenalty);
    }
  }

  public FdLora(Options options, Setting setting) {
    this.options = options;
    this.placement = new AdapterPlacement(setting, options.where());
    this.personal = placement.wiring(placement.adapters(PRIVATE, options.common()));
    this.shared = placement.wiring(placement.adapters(COMMON, options.common()));
    this.both = placement.wiring(adaptersOfBoth());
    this.fused = placement.wiring(placement.adapters(FUSED, options.common()));
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
    this.outer = new OuterOptimizer(options.outerLearningRate(), options.outerMomentum());
  }

  private List<Insertion> adaptersOfBoth() {
    List<Insertion> adapters = new ArrayList<>(placement.adapters(COMMON, options.common()));
    adapters.addAll(placement.adapters(PRIVATE, options.common()));
    return adapters;
  }

  private boolean headTravels() {
    return options.where().head() == HeadOwner.COMMON;
  }

  /** Names of what is sent of a module and, where it travels, the head. */
  private List<String> travelling(String module) {
    return headTravels() ? List.of(module, HEAD) : List.of(module);
  }

  private Part module(Wiring wiring, String part) {
    return placement.initialAdapter(wiring, part);
  }

  @Override
  public State initialCommon() {
    State moving =
        State.of(module(shared, COMMON), placement.initialHead(shared)).only(travelling(COMMON));
    return moving.with(outer.rest(moving)).with(Part.zeros(STAGE, STAGE_LAYOUT));
  }

  @Override
  public Owned initialOwn(int client) {
    return new Owned(State.of(module(personal, PRIVATE), placement.initialHead(personal)));
  }

  @Override
  public State download(State common, int client, int round) {
    return round <= options.localRounds() ? State.empty() : common.only(travelling(COMMON));
  }

  /** In a round of renewal the private module is a copy of what is sent. */
  @Override
  public boolean mayLeave(String part, int round) {
    return switch (part) {
      case PRIVATE -> round == options.localRounds() || isRenewal(round);
      case COMMON -> round > options.localRounds();
      case HEAD -> headTravels() && round >= options.localRounds();
      default -> false;
    };
  }

  private boolean isRenewal(int round) {
    int federated = round - options.localRounds();
    return federated > 0 && federated % options.privateRefresh() == 0;
  }

  @Override
  public LocalResult work(LocalWork work) {
    return work.round() <= options.localRounds() ? alone(work) : together(work);
  }

  private LocalResult alone(LocalWork work) {
    List<Part> parts = work.own().state().only(personal.parts()).parts();
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", personal, State.empty(), parts, work.steps());
    boolean leaves = work.round() == options.localRounds();
    State upload = leaves ? outcome.parts().only(travelling(PRIVATE)) : State.empty();
    return result(outcome, outcome.parts().parts(), upload, State.empty());
  }

  private LocalResult together(LocalWork work) {
    State own = work.own().state();
    List<Part> parts = new ArrayList<>(work.received().parts());
    if (!headTravels()) {
      parts.add(own.part(HEAD));
    }
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", shared, State.empty(), parts, work.steps());
    List<Part> kept = new ArrayList<>();
    kept.add(
        isRenewal(work.round())
            ? renamed(outcome.parts().part(COMMON), PRIVATE)
            : own.part(PRIVATE));
    if (!headTravels()) {
      kept.add(outcome.parts().part(HEAD));
    }
    State upload = outcome.parts().only(travelling(COMMON));
    return result(outcome, kept, upload, upload);
  }

  private static LocalResult result(
      SingleAdapter.Outcome outcome, List<Part> own, State upload, State local) {
    List<Part> kept = new ArrayList<>(own);
    kept.addAll(outcome.saved());
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        local,
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  private static Part renamed(Part part, String name) {
    return new Part(name, part.layout(), part.values());
  }

  @Override
  public String objection(State common, Contribution update) {
    int round = update.round();
    State expected = State.empty();
    if (round >= options.localRounds()) {
      Wiring wiring = round == options.localRounds() ? personal : shared;
      for (String name : travelling(round == options.localRounds() ? PRIVATE : COMMON)) {
        expected = expected.with(Part.zeros(name, wiring.layout(name)));
      }
    }
    return StateMath.layoutDifference(expected, update.state()).orElse("");
  }

  @Override
  public double weight(Contribution update) {
    return options.weights().of(update.examples());
  }

  /**
   * The first modules to arrive become the shared one by their mean; later ones move it by an outer
   * step. A private module that comes late counts as a shared one.
   */
  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    List<State> modules = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    boolean founding = false;
    for (Weighted one : merged) {
      State state = one.update().state();
      if (state.names().isEmpty()) {
        continue;
      }
      founding |= state.has(PRIVATE);
      Part module = state.part(state.has(PRIVATE) ? PRIVATE : COMMON);
      State renamed = State.of(renamed(module, COMMON));
      modules.add(headTravels() ? renamed.with(state.part(HEAD)) : renamed);
      weights.add(one.weight());
    }
    if (modules.isEmpty()) {
      return common;
    }
    State mean =
        StateMath.mean(modules, weights.stream().mapToDouble(Double::doubleValue).toArray());
    State next = founding && !isFederated(common) ? common.with(mean) : outer.step(common, mean);
    return next.with(new Part(STAGE, STAGE_LAYOUT, new float[] {1}));
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.OUTER_STEP;
  }

  @Override
  public SortedMap<String, Double> mergeTerms() {
    return new TreeMap<>(Map.of("rate", outer.rate(), "momentum", outer.momentum()));
  }

  /**
   * Whether there is a shared module yet that has been learnt. What a client holds has no stage.
   */
  private static boolean isFederated(State common) {
    return common.has(COMMON) && (!common.has(STAGE) || common.part(STAGE).values()[0] > 0);
  }

  /** The private module alone in the first stage, both side by side in the second. */
  @Override
  public Scored scored(int client, State common, Owned own) {
    if (!isFederated(common)) {
      return new Scored(personal, common.with(own.state()).only(personal.parts()));
    }
    List<String> mine = headTravels() ? List.of(PRIVATE) : List.of(PRIVATE, HEAD);
    return new Scored(both, common.with(own.state().only(mine)).only(both.parts()));
  }

  /** The fused module, where there are two to fuse. */
  @Override
  public Scored adapted(Scored scored, LocalWork work) {
    if (scored.wiring().equals(personal)) {
      return scored;
    }
    List<Batch> batches = work.batches("fusion", options.fusionBatches());
    FusionSearch search = new FusionSearch(options.fusionEvaluations(), options.fusionPenalty());
    FusionSearch.Weights weights =
        search.search((w1, w2) -> loss(fusion(scored.state(), w1, w2), batches, work));
    return new Scored(fused, fusion(scored.state(), weights.personal(), weights.shared()));
  }

  @Override
  public Optional<Scored> adaptedWithoutTexts(Scored scored) {
    return scored.wiring().equals(personal) ? Optional.of(scored) : Optional.empty();
  }

  private double loss(State state, List<Batch> batches, LocalWork work) {
    double sum = 0;
    int texts = 0;
    for (Batch batch : batches) {
      for (double loss : work.model().assess(fused, state, batch).losses()) {
        sum += loss;
        texts++;
      }
    }
    return sum / texts;
  }

  /** {@code A = w1 A_p + w2 A_s}, {@code B = w1 B_p + w2 B_s}, with the head. */
  static State fusion(State modules, double personal, double shared) {
    Part first = modules.part(PRIVATE);
    float[] second = modules.part(COMMON).values();
    float[] values = new float[second.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (personal * first.values()[i] + shared * second[i]);
    }
    return State.of(new Part(FUSED, first.layout(), values), modules.part(HEAD));
  }
}
