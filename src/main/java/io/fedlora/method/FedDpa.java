package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Wiring;
import io.fedlora.method.FedDpaOptions.Mixing;
import io.fedlora.method.FedDpaOptions.Orientation;
import io.fedlora.scenario.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * FedDPA (arXiv 2403.19211; {@code docs/methods.md#feddpa-t}): a shared adapter g that is federated
 * and a private one l_k, mixed for scoring, {@code W0 u + w_l l(u) + w_g g(u)}. When l_k is trained
 * is left to the variants; a client without one is scored on g alone. The head is trained along
 * with g.
 */
abstract class FedDpa extends LoraMethod {
  private final FedDpaOptions options;
  private final Setting setting;
  private final Wiring personal;
  private final Wiring both;
  private final SingleAdapter shared;

  FedDpa(FedDpaOptions options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
  }

  private FedDpa(FedDpaOptions options, Setting setting, AdapterPlacement placement) {
    super(
        placement,
        placement.wiring(placement.adapters(COMMON, options.common())),
        options.where().head(),
        options.weights());
    if (options.mixing() == Mixing.INSTANCE && setting.architecture().isLinear()) {
      throw new InvalidValue(
          "mixing",
          "compares what a head reads of texts, which a single linear does not have",
          "write mixing = fixed");
    }
    this.options = options;
    this.setting = setting;
    this.personal = placement.wiring(placement.adapters(PRIVATE, options.common()));
    List<Insertion> adapters = new ArrayList<>(placement.adapters(COMMON, options.common()));
    adapters.addAll(placement.adapters(PRIVATE, options.common()));
    this.both = placement.wiring(adapters);
    this.shared = SingleAdapter.of(setting, options.optimizer(), setting.steps());
  }

  final FedDpaOptions options() {
    return options;
  }

  final Setting setting() {
    return setting;
  }

  /** The private adapter alone. */
  final Wiring personal() {
    return personal;
  }

  /** A private adapter that has not been trained. */
  final Part freshPrivate(int client) {
    return placement().initialOwn(personal, PRIVATE, client);
  }

  /** Trains the shared adapter and the head alone, from what was received. */
  final SingleAdapter.Outcome trainShared(LocalWork work) {
    List<Part> parts = new ArrayList<>(work.received().parts());
    if (!headTravels()) {
      parts.add(work.own().state().part(AdapterPlacement.HEAD));
    }
    return shared.train(work, "lower", wiring(), State.empty(), parts, work.steps());
  }

  /**
   * What shared training gave.
   *
   * @param personal the private adapter and what its optimiser keeps
   */
  final LocalResult sharedResult(
      LocalWork work, SingleAdapter.Outcome outcome, List<Part> personal) {
    List<Part> kept = new ArrayList<>(personal);
    if (!headTravels()) {
      kept.add(outcome.parts().part(AdapterPlacement.HEAD));
    }
    kept.addAll(outcome.saved());
    State upload = outcome.parts().only(work.received().names());
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        upload,
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  /** Both adapters with the fixed weights, or g alone. */
  @Override
  public final Scored scored(int client, State common, Owned own) {
    State all = common.with(own.state());
    if (!all.has(PRIVATE)) {
      return new Scored(wiring(), all.only(wiring().parts()));
    }
    return new Scored(both, all.only(both.parts()));
  }

  @Override
  public final Scored adapted(Scored scored, LocalWork work) {
    State state = scored.state();
    Optional<Scored> fixed = adaptedWithoutTexts(scored);
    if (fixed.isPresent()) {
      return fixed.get();
    }
    InstanceMixing mixing =
        new InstanceMixing(
            work.model(), personal, state.part(PRIVATE), samples(work), options.mixingFactor());
    return new Scored(both, state, Optional.of(text -> fitted(state, mixing.weight(text))));
  }

  @Override
  public final Optional<Scored> adaptedWithoutTexts(Scored scored) {
    if (!scored.state().has(PRIVATE)) {
      return Optional.of(scored);
    }
    double share = options.mixingWeight();
    return options.mixing() == Mixing.FIXED
        ? Optional.of(new Scored(both, mixed(scored.state(), share, 1 - share)))
        : Optional.empty();
  }

  private State fitted(State state, double weight) {
    return options.similarTexts() == Orientation.SHARED
        ? mixed(state, 1 - weight, weight)
        : mixed(state, weight, 1 - weight);
  }

  private List<Batch> samples(LocalWork work) {
    List<Batch> samples = new ArrayList<>();
    int wanted = options.mixingTexts();
    for (Batch batch : work.batches("mixing", wanted)) {
      for (int row = 0; row < batch.rows() && samples.size() < wanted; row++) {
        samples.add(batch.row(row));
      }
    }
    return samples;
  }

  /** The state in which the outputs of the adapters are multiplied by these weights. */
  static State mixed(State state, double personal, double shared) {
    return state
        .with(weighted(state.part(PRIVATE), personal))
        .with(weighted(state.part(COMMON), shared));
  }

  /** The adapter's B times a factor. */
  private static Part weighted(Part adapter, double factor) {
    float[] values = adapter.values().clone();
    for (Entry entry : adapter.layout().entries()) {
      if (entry.name().endsWith(".Bt")) {
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
          values[i] = (float) (factor * values[i]);
        }
      }
    }
    return adapter.with(values);
  }
}
