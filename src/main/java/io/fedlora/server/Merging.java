package io.fedlora.server;

import io.fedlora.adapter.RobustMean;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import io.fedlora.scenario.MergeSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * From updates and their weights to the next common state. The method merges; around that, as the
 * scenario asks, updates that change too much are cut back, the mean gives way to the median or to
 * a trimmed mean, and without rounds the outcome is mixed with the common state.
 */
final class Merging {
  private final FederatedMethod method;
  private final MergeSettings settings;

  /**
   * An update and its weight in a merge.
   *
   * @param base the common state that its work began from
   */
  record Share(Contribution update, State base, double weight) {
    static Share of(Arrival arrival, double weight) {
      return new Share(arrival.update(), arrival.base(), weight);
    }
  }

  Merging(FederatedMethod method, MergeSettings settings) {
    this.method = method;
    this.settings = settings;
  }

  /**
   * The merge of a round.
   *
   * @param shares weights summing to 1
   */
  State ofRound(State common, List<Share> shares, int round) {
    List<FederatedMethod.Weighted> updates = new ArrayList<>();
    for (Share share : shares) {
      updates.add(weighted(share, placed(share, share.base()), share.weight()));
    }
    return centre(common, updates, round);
  }

  /**
   * {@code (1 − W) common + W merged}, where W is the sum of the weights and merged the merge of
   * the updates with weights over W.
   *
   * @param movesOn whether what each update changed is first put on top of the common state
   */
  State ofWindow(State common, List<Share> shares, int round, boolean movesOn) {
    if (method.mergeRule() == FederatedMethod.MergeRule.UNCHANGED) {
      return common;
    }
    double sum = 0;
    for (Share share : shares) {
      sum += share.weight();
    }
    List<FederatedMethod.Weighted> updates = new ArrayList<>();
    for (Share share : shares) {
      State placed = placed(share, movesOn ? common : share.base());
      updates.add(weighted(share, placed, share.weight() / sum));
    }
    State merged = centre(common, updates, round);
    return StateMath.sum(List.of(common, merged), new double[] {1 - sum, sum});
  }

  private static FederatedMethod.Weighted weighted(Share share, State state, double weight) {
    return new FederatedMethod.Weighted(share.update().with(state), weight);
  }

  /** What an update changed, cut back if it is too much, on top of {@code onto}. */
  private State placed(Share share, State onto) {
    State update = share.update().state();
    double factor = clipping(update, share.base());
    // Untouched if nothing is to be done: no rounding, and rounds as they have always been.
    return factor == 1 && onto == share.base()
        ? update
        : StateMath.moved(onto, factor, update, share.base());
  }

  private double clipping(State update, State base) {
    double most = settings.clipNorm();
    if (most == 0) {
      return 1;
    }
    double norm = StateMath.distance(update, base);
    return norm <= most ? 1 : most / norm;
  }

  private State centre(State common, List<FederatedMethod.Weighted> updates, int round) {
    if (settings.centre() == MergeSettings.Centre.MEAN) {
      return method.merge(common, updates, round);
    }
    List<State> states = updates.stream().map(one -> one.update().state()).toList();
    return settings.centre() == MergeSettings.Centre.MEDIAN
        ? RobustMean.median(states)
        : RobustMean.trimmed(
            states,
            updates.stream().mapToDouble(FederatedMethod.Weighted::weight).toArray(),
            settings.trim());
  }
}
