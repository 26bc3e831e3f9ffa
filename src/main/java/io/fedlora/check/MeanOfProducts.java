package io.fedlora.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The adapter whose product is the weighted mean of the updates' products, each times alpha over
 * its rank (FlexLoRA). How it is factored is left open: products are compared. Where the updates
 * have more rank than the adapter, as when a client's late update is merged beside its next one, it
 * is the best approximation of its rank: what it leaves out is orthogonal to it, and nowhere larger
 * than its least singular value.
 */
final class MeanOfProducts implements OwnMerge {
  private static final String ADAPTER = "common";
  private static final double RELATIVE = 1e-5;
  private static final double ABSOLUTE = 1e-7;

  private final double alpha;
  private final Map<String, double[]> products = new TreeMap<>();

  /** What the same products come to without their signs: those that cancel leave their rounding. */
  private final Map<String, double[]> sizes = new TreeMap<>();

  /** What the ranks of the updates add up to. */
  private int rank;

  private Parts heads = new Parts(List.of());

  MeanOfProducts(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public void merge(List<Share> shares) throws FrameException {
    products.clear();
    sizes.clear();
    rank = 0;
    for (Share share : shares) {
      for (Map.Entry<String, Adaptation> one : Adaptation.of(share.need(ADAPTER)).entrySet()) {
        Adaptation factors = one.getValue();
        double[] product =
            products.computeIfAbsent(
                one.getKey(), name -> new double[factors.outputs() * factors.inputs()]);
        double factor = share.weight() * alpha / factors.rank();
        factors.addTo(product, factor);
        factors
            .sizes()
            .addTo(
                sizes.computeIfAbsent(one.getKey(), name -> new double[product.length]),
                Math.abs(factor));
      }
    }
    for (Share share : shares) {
      rank += Adaptation.of(share.need(ADAPTER)).values().iterator().next().rank();
    }
    heads = new Parts(List.of());
    if (shares.get(0).part("head").isPresent()) {
      heads.put(shares.get(0).need("head"));
      heads.putMean("head", shares);
    }
  }

  @Override
  public String difference(List<Values> found) throws FrameException {
    Parts have = new Parts(found);
    Map<String, Adaptation> adapters = Adaptation.of(have.get(ADAPTER));
    if (!adapters.keySet().equals(products.keySet())) {
      return "adapts " + adapters.keySet() + " where the updates adapt " + products.keySet();
    }
    for (Map.Entry<String, Adaptation> one : adapters.entrySet()) {
      double[] left = products.getOrDefault(one.getKey(), new double[0]).clone();
      double size = norm(sizes.getOrDefault(one.getKey(), new double[0]));
      one.getValue().addTo(left, -1);
      if (!(norm(left) <= RELATIVE * size + ABSOLUTE) && !isTail(left, one.getValue(), size)) {
        return "has a product on %s that is off by %s from that of the updates, whose sizes have the norm %s"
            .formatted(one.getKey(), norm(left), size);
      }
    }
    return CommonState.difference(
        heads.all(), found.stream().filter(part -> !part.part().equals(ADAPTER)).toList());
  }

  /** Whether a rest is what the best approximation of the adapter's rank leaves out. */
  private boolean isTail(double[] rest, Adaptation kept, double size) {
    int beyond = rank - kept.rank();
    double allowed = RELATIVE * size + ABSOLUTE;
    return beyond > 0
        && norm(rest) <= Math.sqrt(beyond) * kept.leastUp() + allowed
        && norm(kept.alongInputs(rest)) <= allowed
        && norm(kept.alongOutputs(rest)) <= allowed * kept.largestUp();
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
