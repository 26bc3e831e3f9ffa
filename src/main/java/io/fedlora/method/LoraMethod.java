package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import java.util.ArrayList;
import java.util.List;

/**
 * What methods have in common that average low-rank adapters factor by factor: parts that travel
 * and are merged by a weighted mean, parts that stay, a head that does one or the other.
 */
abstract class LoraMethod implements FederatedMethod {
  static final String COMMON = "common";
  static final String PRIVATE = "private";

  private final AdapterPlacement placement;
  private final Wiring wiring;
  private final HeadOwner headOwner;
  private final MergeWeights weights;

  LoraMethod(AdapterPlacement placement, Wiring wiring, HeadOwner headOwner, MergeWeights weights) {
    this.placement = placement;
    this.wiring = wiring;
    this.headOwner = headOwner;
    this.weights = weights;
  }

  final Wiring wiring() {
    return wiring;
  }

  final AdapterPlacement placement() {
    return placement;
  }

  final boolean headTravels() {
    return headOwner == HeadOwner.COMMON;
  }

  /** The adapter parts that travel, as they start; the head is added where it travels. */
  List<Part> initialTravelling() {
    return wiring.parts().contains(COMMON)
        ? List.of(placement.initialAdapter(wiring, COMMON))
        : List.of();
  }

  /** The adapter parts that stay, as they start; the head is added where it stays. */
  List<Part> initialPrivate(int client) {
    return wiring.parts().contains(PRIVATE)
        ? List.of(placement.initialOwn(wiring, PRIVATE, client))
        : List.of();
  }

  @Override
  public final State initialCommon() {
    List<Part> parts = new ArrayList<>(initialTravelling());
    if (headTravels()) {
      parts.add(placement.initialHead(wiring));
    }
    return State.of(parts);
  }

  @Override
  public final Owned initialOwn(int client) {
    List<Part> parts = new ArrayList<>(initialPrivate(client));
    if (!headTravels()) {
      parts.add(placement.initialHead(wiring));
    }
    return new Owned(State.of(parts));
  }

  @Override
  public State download(State common, int client, int round) {
    return common;
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return part.equals(COMMON) || (part.equals(AdapterPlacement.HEAD) && headTravels());
  }

  @Override
  public double weight(Contribution update) {
    return weights.of(update.examples());
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    return StateMath.mean(
        merged.stream().map(one -> one.update().state()).toList(),
        merged.stream().mapToDouble(Weighted::weight).toArray());
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    return new Scored(wiring, common.with(own.state()).only(wiring.parts()));
  }
}
