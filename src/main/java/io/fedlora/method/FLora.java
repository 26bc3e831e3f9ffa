package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.foundation.Insertion;
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

/**
 * FLoRA (arXiv 2409.05976; {@code docs/methods.md#flora}): the clients' adapters are stacked, the
 * stack is sent to all, everybody merges it into the base, and every client begins the next round
 * with a fresh adapter.
 *
 * <p>Stacks are numbered from 1. A client keeps the base as it has merged it and up to which stack;
 * the server keeps, beside the base, up to which stack each client has proven to have merged: an
 * update proves what its request brought. All stacks after that are sent, or the base itself where
 * that is less; a client passes over those that it has.
 */
@Named(
    value = "flora",
    summary = "adapters are stacked and merged into the base, and begun anew each round",
    defaults = {"rank = 16", "alpha = 32", "keep-optimizer = false", "weights = examples"})
public final class FLora implements FederatedMethod {
  private static final String COMMON = LoraMethod.COMMON;
  private static final String HEAD = AdapterPlacement.HEAD;
  private static final String BASE = MergedBase.PART;
  private static final String STACK = "stack-";
  private static final String WHOLE = "base-";
  private static final String MERGED = "merged";
  private static final Layout ONE = Layout.builder().add("stacks", 1).build();

  private final Options options;
  private final AdapterPlacement placement;
  private final ClientRanks ranks;
  private final MergedBase base;
  private final Wiring plain;
  private final StackBook book;
  private final SingleAdapter training;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank of clients whose ranks do not differ, and alpha of all
   * @param ranks of the clients
   * @param optimizer of adapter and head
   * @param weights of clients in the stack
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      RankOptions ranks,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights) {}

  public FLora(Options options, Setting setting) {
    this.options = options;
    this.placement = new AdapterPlacement(setting, options.where());
    this.ranks = ClientRanks.of(options.ranks(), options.common().rank(), setting);
    this.base = MergedBase.of(placement, setting.architecture());
    this.plain = placement.wiring(base.insertions());
    this.book = new StackBook(setting.clients(), setting.rounds());
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
  }

  private boolean headTravels() {
    return options.where().head() == HeadOwner.COMMON;
  }

  private double scale(int client) {
    return options.common().alpha() / ranks.of(client);
  }

  private Wiring wiring(int client) {
    List<Insertion> insertions = new ArrayList<>(base.insertions());
    insertions.addAll(placement.adapters(COMMON, COMMON, ranks.of(client), scale(client), false));
    return placement.wiring(insertions);
  }

  @Override
  public State initialCommon() {
    State start = State.of(Part.zeros(BASE, plain.layout(BASE)));
    State with = headTravels() ? start.with(placement.initialHead(plain)) : start;
    return with.with(book.empty());
  }

  @Override
  public Owned initialOwn(int client) {
    return new Owned(headTravels() ? State.empty() : State.of(placement.initialHead(plain)));
  }

  @Override
  public List<String> uploads() {
    return List.of(COMMON);
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return part.equals(COMMON) || (part.equals(HEAD) && headTravels());
  }

  /** The stacks that the client may lack, or the whole base where that is less; and the head. */
  @Override
  public State download(State common, int client, int round) {
    int latest = book.stacks(common);
    List<Part> parts = new ArrayList<>();
    long size = 0;
    boolean kept = true;
    for (int number = book.proven(common, client) + 1; number <= latest; number++) {
      kept &= common.has(STACK + number);
      if (kept) {
        Part stack = common.part(STACK + number);
        size += stack.values().length;
        parts.add(stack);
      }
    }
    Part whole = common.part(BASE);
    if (!kept || size > whole.values().length) {
      parts = new ArrayList<>(List.of(new Part(WHOLE + latest, whole.layout(), whole.values())));
    }
    if (headTravels()) {
      parts.add(common.part(HEAD));
    }
    return State.of(parts);
  }

  /** An adapter that adds nothing. */
  @Override
  public State untrained(int client, State received, int round) {
    State nothing = State.of(Part.zeros(COMMON, wiring(client).layout(COMMON)));
    return nothing.with(received.only(List.of(HEAD)));
  }

  @Override
  public LocalResult work(LocalWork work) {
    Wiring wiring = wiring(work.client());
    State mine = caughtUp(work.own().state(), work.received());
    State given = headTravels() ? work.received() : work.own().state();
    List<Part> parts =
        List.of(
            placement.initialAdapter(wiring, COMMON, work.stream("fresh-adapter")),
            given.part(HEAD));
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", wiring, mine, parts, work.steps());
    List<Part> kept = new ArrayList<>(mine.parts());
    if (!headTravels()) {
      kept.add(outcome.parts().part(HEAD));
    }
    kept.addAll(outcome.saved());
    State upload = outcome.parts().only(headTravels() ? List.of(COMMON, HEAD) : List.of(COMMON));
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        upload.with(mine.part(BASE)),
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  /** The client's base with what it has received merged in, and the number of the last stack. */
  private State caughtUp(State own, State received) {
    Part mine = own.has(BASE) ? own.part(BASE) : Part.zeros(BASE, plain.layout(BASE));
    int have = own.has(MERGED) ? (int) own.part(MERGED).values()[0] : 0;
    for (Part part : received.parts()) {
      String name = part.name();
      boolean whole = name.startsWith(WHOLE);
      if (!whole && !name.startsWith(STACK)) {
        continue;
      }
      int number = Integer.parseInt(name.substring(name.indexOf('-') + 1));
      if (number > have) {
        mine = whole ? mine.with(part.values()) : base.plus(mine, part);
        have = number;
      }
    }
    return State.of(mine, new Part(MERGED, ONE, new float[] {have}));
  }

  @Override
  public String objection(State common, Contribution update) {
    Wiring wiring = wiring(update.client());
    State expected = State.of(Part.zeros(COMMON, wiring.layout(COMMON)));
    if (headTravels()) {
      expected = expected.with(Part.zeros(HEAD, wiring.layout(HEAD)));
    }
    return StateMath.layoutDifference(expected, update.state()).orElse("");
  }

  @Override
  public double weight(Contribution update) {
    return options.weights().of(update.examples());
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    State proven = book.after(common, merged, round);
    int number = book.stacks(proven);
    List<MergedBase.Block> blocks = new ArrayList<>();
    for (Weighted one : merged) {
      Contribution update = one.update();
      double factor = one.weight() * scale(update.client());
      blocks.add(new MergedBase.Block(update.state().part(COMMON), factor));
    }
    Part stack = base.stack(STACK + number, blocks);
    State next = State.of(base.plus(common.part(BASE), stack));
    if (headTravels()) {
      next =
          next.with(
              StateMath.mean(
                  merged.stream().map(one -> one.update().state().only(List.of(HEAD))).toList(),
                  merged.stream().mapToDouble(Weighted::weight).toArray()));
    }
    return next.with(book.of(proven)).with(kept(proven.with(stack), number));
  }

  /**
   * The stacks that somebody may lack, the latest first, as long as they are less than the base.
   */
  private State kept(State common, int latest) {
    List<Part> stacks = new ArrayList<>();
    long left = common.part(BASE).values().length;
    int least = book.leastProven(common);
    for (int number = latest; number > least && common.has(STACK + number); number--) {
      Part stack = common.part(STACK + number);
      left -= stack.values().length;
      if (left < 0) {
        break;
      }
      stacks.add(0, stack);
    }
    return State.of(stacks);
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.SUM_OF_PRODUCTS;
  }

  @Override
  public SortedMap<String, Double> mergeTerms() {
    return new TreeMap<>(Map.of("alpha", options.common().alpha()));
  }

  /** The merged base; right after local work, with the adapter that was trained on it. */
  @Override
  public Scored scored(int client, State common, Owned own) {
    State all = headTravels() ? common : common.with(own.state().only(List.of(HEAD)));
    Wiring wiring = common.has(COMMON) ? wiring(client) : plain;
    return new Scored(wiring, all.only(wiring.parts()));
  }
}
