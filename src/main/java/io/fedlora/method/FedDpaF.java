package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * FedDPA-F: the shared adapter is federated to the end; in the rounds after that every client
 * trains a private copy of it alone, and nothing more is sent up.
 */
@Named(
    value = "feddpa-f",
    summary = "a shared adapter is federated, then each client tunes a copy; mixed text by text",
    defaults = {"rank = 5", "alpha = 5", "private-learning-rate = 5e-3"})
public final class FedDpaF extends FedDpa {
  private final int federated;
  private final SingleAdapter training;

  /**
   * @param both what both variants read
   * @param localRounds rounds at the end in which the clients train alone
   */
  public record Options(@Flat FedDpaOptions both, int localRounds) {
    public Options {
      Require.atLeast("local-rounds", localRounds, 1);
    }
  }

  public FedDpaF(Options options, Setting setting) {
    super(options.both(), setting);
    this.federated = setting.rounds() - options.localRounds();
    if (federated < 1) {
      throw new InvalidValue(
          "local-rounds",
          "must leave a round of the "
              + setting.rounds()
              + " to federate, found "
              + options.localRounds(),
          "write at most local-rounds = " + (setting.rounds() - 1) + ", or raise rounds");
    }
    this.training = SingleAdapter.of(setting, options.both().privateOptimizer(), setting.steps());
  }

  private boolean isFederated(int round) {
    return round <= federated;
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return isFederated(round) && super.mayLeave(part, round);
  }

  @Override
  public LocalResult work(LocalWork work) {
    return isFederated(work.round())
        ? sharedResult(work, trainShared(work), List.of())
        : alone(work);
  }

  private LocalResult alone(LocalWork work) {
    State own = work.own().state();
    Part shared = work.received().part(COMMON);
    Part start =
        own.has(PRIVATE) ? own.part(PRIVATE) : new Part(PRIVATE, shared.layout(), shared.values());
    State frozen = work.received().with(own);
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", personal(), frozen, List.of(start), work.steps());
    List<Part> kept = new ArrayList<>(outcome.parts().parts());
    kept.addAll(outcome.saved());
    if (!headTravels()) {
      kept.add(own.part(AdapterPlacement.HEAD));
    }
    return new LocalResult(
        new Owned(State.of(kept)),
        State.empty(),
        work.received(),
        outcome.averages().loss(),
        outcome.averages().reports());
  }

  @Override
  public String objection(State common, Contribution update) {
    return isFederated(update.round())
        ? super.objection(common, update)
        : StateMath.layoutDifference(State.empty(), update.state()).orElse("");
  }

  /** The mean of what was sent; late updates may still come when the clients train alone. */
  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    return StateMath.meanOfParts(
        common,
        merged.stream().map(one -> one.update().state()).toList(),
        merged.stream().mapToDouble(Weighted::weight).toArray());
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.MEAN_OF_PARTS;
  }
}
