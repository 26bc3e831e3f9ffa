package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Spectrum;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import io.fedlora.scenario.RankOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * FlexLoRA (arXiv 2402.11505; {@code docs/methods.md#flexlora}): clients have ranks of their own.
 * The server adds up the products {@code W = Σ p_k (alpha/r_k) B_k A_k}, takes the singular value
 * decomposition {@code W = U Σ Vᵀ}, and sends a client of rank ρ its first ρ terms, {@code A =
 * V_ρᵀ} and {@code B = U_ρ Σ_ρ · ρ/alpha}.
 *
 * <p>The server holds {@code A = Vᵀ} and {@code B = U Σ} in full, at the rank that all clients
 * together can reach, so a client's share is the first rows of both.
 */
@Named(
    value = "flexlora",
    summary = "a rank for each client: products are added up and handed out anew by SVD",
    defaults = {"alpha = 16", "keep-optimizer = false", "weights = examples"})
public final class FlexLora implements FederatedMethod {
  private static final String COMMON = LoraMethod.COMMON;
  private static final String HEAD = AdapterPlacement.HEAD;

  private final Options options;
  private final AdapterPlacement placement;
  private final ClientRanks ranks;
  private final int fullRank;
  private final Wiring full;
  private final SingleAdapter training;
  private final State start;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank of clients whose ranks do not differ, and alpha of all
   * @param ranks of the clients
   * @param optimizer of adapter and head
   * @param weights of clients in the merge
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      RankOptions ranks,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights) {}

  public FlexLora(Options options, Setting setting) {
    this.options = options;
    this.placement = new AdapterPlacement(setting, options.where());
    this.ranks = ClientRanks.of(options.ranks(), options.common().rank(), setting);
    this.fullRank = fullRank(setting);
    this.full = placement.wiring(placement.adapters(COMMON, COMMON, fullRank, 1, false));
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
    this.start = State.of(placement.initialAdapter(full, COMMON), placement.initialHead(full));
  }

  /** What the clients' ranks add up to, or what the smallest of the adapted linears can have. */
  private int fullRank(Setting setting) {
    int all = IntStream.range(0, setting.clients()).map(ranks::of).sum();
    int most = all;
    for (String name : options.where().targets()) {
      Linear linear = AdapterPlacement.linear(name);
      most = Math.min(most, setting.architecture().inputs(linear));
      most = Math.min(most, setting.architecture().outputs(linear));
    }
    return Math.max(most, ranks.highest());
  }

  private boolean headTravels() {
    return options.where().head() == HeadOwner.COMMON;
  }

  private double scale(int rank) {
    return options.common().alpha() / rank;
  }

  private Wiring wiring(int client) {
    int rank = ranks.of(client);
    return placement.wiring(placement.adapters(COMMON, COMMON, rank, scale(rank), false));
  }

  @Override
  public State initialCommon() {
    return headTravels() ? start : start.only(List.of(COMMON));
  }

  @Override
  public Owned initialOwn(int client) {
    return new Owned(headTravels() ? State.empty() : start.only(List.of(HEAD)));
  }

  /** The client's share of the common adapter, and the head where it travels. */
  @Override
  public State download(State common, int client, int round) {
    int rank = ranks.of(client);
    Part share = resized(common.part(COMMON), full, wiring(client), 1 / scale(rank));
    return headTravels() ? State.of(share, common.part(HEAD)) : State.of(share);
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return part.equals(COMMON) || (part.equals(HEAD) && headTravels());
  }

  @Override
  public LocalResult work(LocalWork work) {
    Wiring wiring = wiring(work.client());
    List<Part> parts = new ArrayList<>(work.received().parts());
    if (!headTravels()) {
      parts.add(work.own().state().part(HEAD));
    }
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", wiring, State.empty(), parts, work.steps());
    List<Part> kept = new ArrayList<>(outcome.saved());
    if (!headTravels()) {
      kept.add(outcome.parts().part(HEAD));
    }
    State upload = outcome.parts().only(work.received().names());
    double scale = scale(ranks.of(work.client()));
    State local = upload.with(resized(upload.part(COMMON), wiring, full, scale));
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        local,
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  /** The adapter with another number of rows, first ones kept, and every B times a factor. */
  private static Part resized(Part part, Wiring from, Wiring to, double factor) {
    Part resized = Part.zeros(COMMON, to.layout(COMMON));
    for (Insertion insertion : from.insertions()) {
      LowRank adapter = (LowRank) insertion;
      Factors factors = Factors.of(part, adapter.down(), adapter.up(), 1);
      int rows = resized.layout().entry(adapter.down()).shape().get(0);
      put(resized, adapter, factors.withRank(rows), factor);
    }
    return resized;
  }

  /** Writes factors into a part that is being made. */
  private static void put(Part part, LowRank adapter, Factors factors, double factor) {
    Entry down = part.layout().entry(adapter.down());
    Entry up = part.layout().entry(adapter.up());
    System.arraycopy(factors.a(), 0, part.values(), down.offset(), down.size());
    for (int i = 0; i < up.size(); i++) {
      part.values()[up.offset() + i] = (float) (factor * factors.bt()[i]);
    }
  }

  @Override
  public double weight(Contribution update) {
    return options.weights().of(update.examples());
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    Part next = Part.zeros(COMMON, full.layout(COMMON));
    for (Insertion insertion : full.insertions()) {
      LowRank adapter = (LowRank) insertion;
      List<Factors> terms = new ArrayList<>();
      for (Weighted one : merged) {
        double scale = one.weight() * scale(ranks.of(one.update().client()));
        Part sent = one.update().state().part(COMMON);
        terms.add(Factors.of(sent, adapter.down(), adapter.up(), scale));
      }
      put(next, adapter, redistributed(terms, adapter), 1);
    }
    if (!headTravels()) {
      return State.of(next);
    }
    State heads =
        StateMath.mean(
            merged.stream().map(one -> one.update().state().only(List.of(HEAD))).toList(),
            merged.stream().mapToDouble(Weighted::weight).toArray());
    return State.of(next).with(heads);
  }

  /**
   * The sum of the terms as {@code A = Vᵀ}, {@code B = U Σ}. A row of A that the decomposition
   * leaves empty is as it was at the start: its row of B is zero, and with both at zero neither
   * would ever move.
   */
  private Factors redistributed(List<Factors> terms, LowRank adapter) {
    Factors found = Spectrum.of(terms).truncated(fullRank);
    Factors first = Factors.of(start.part(COMMON), adapter.down(), adapter.up(), 1);
    int inputs = found.inputs();
    for (int row = 0; row < fullRank; row++) {
      int from = row * inputs;
      if (IntStream.range(from, from + inputs).allMatch(i -> found.a()[i] == 0)) {
        System.arraycopy(first.a(), from, found.a(), from, inputs);
      }
    }
    return found;
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.MEAN_OF_PRODUCTS;
  }

  @Override
  public SortedMap<String, Double> mergeTerms() {
    return new TreeMap<>(Map.of("alpha", options.common().alpha()));
  }

  /** The client's share of the common adapter. */
  @Override
  public Scored scored(int client, State common, Owned own) {
    Wiring wiring = wiring(client);
    State model = download(common, client, 0).with(own.state());
    return new Scored(wiring, model.only(wiring.parts()));
  }
}
