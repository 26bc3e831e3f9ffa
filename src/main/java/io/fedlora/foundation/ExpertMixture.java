package io.fedlora.foundation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Low-rank experts on one linear, mixed token by token by a gate: {@code h = W u + Σ_e g_e ·
 * scale_e · B_e A_e u} with {@code g = softmax(G u + c)} (a mixture of experts; {@code
 * docs/methods.md#fedfmsl}).
 *
 * <p>Beside the experts' arrays it reads {@code layer.<n>.<linear>.gate.weight} of shape [experts,
 * inputs] and {@code layer.<n>.<linear>.gate.bias} of shape [experts].
 *
 * @param gatePart the part that holds the gate
 * @param experts at least one, all on one linear of one layer, in different parts
 */
public record ExpertMixture(String gatePart, List<LowRank> experts) implements Insertion {
  public ExpertMixture {
    experts = List.copyOf(experts);
    if (experts.isEmpty()) {
      throw new IllegalArgumentException("a mixture needs an expert");
    }
    LowRank first = experts.get(0);
    for (LowRank expert : experts) {
      if (expert.layer() != first.layer() || expert.linear() != first.linear()) {
        throw new IllegalArgumentException("the experts of a mixture sit on different linears");
      }
    }
  }

  @Override
  public int layer() {
    return experts.get(0).layer();
  }

  /** The linear that all experts sit on. */
  public Linear linear() {
    return experts.get(0).linear();
  }

  @Override
  public Place place() {
    return Place.of(linear());
  }

  /** The entry of the gate's matrix. */
  public String gateWeight() {
    return "layer." + layer() + "." + linear().key() + ".gate.weight";
  }

  /** The entry of the gate's bias. */
  public String gateBias() {
    return "layer." + layer() + "." + linear().key() + ".gate.bias";
  }

  @Override
  public List<TrainableArray> arrays(Architecture shape) {
    List<TrainableArray> arrays = new ArrayList<>();
    experts.forEach(expert -> arrays.addAll(expert.arrays(shape)));
    int inputs = shape.inputs(linear());
    arrays.add(TrainableArray.of(gatePart, gateWeight(), experts.size(), inputs));
    arrays.add(TrainableArray.of(gatePart, gateBias(), experts.size()));
    return arrays;
  }

  @Override
  public long forward(Architecture shape, BatchShape batch) {
    return gate(shape, batch)
        + experts.stream().mapToLong(expert -> expert.forward(shape, batch)).sum();
  }

  @Override
  public long backward(
      Architecture shape, BatchShape batch, Collection<String> trainable, boolean below) {
    long gate = gate(shape, batch);
    long sum = (trainable.contains(gatePart) ? gate : 0) + (below ? gate : 0);
    for (LowRank expert : experts) {
      sum += expert.backward(shape, batch, trainable, below);
    }
    return sum;
  }

  private long gate(Architecture shape, BatchShape batch) {
    return 2 * batch.tokens() * experts.size() * shape.inputs(linear());
  }
}
