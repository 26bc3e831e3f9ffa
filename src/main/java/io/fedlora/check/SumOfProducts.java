package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Products of the updates, each times its weight and alpha over its rank, added to the base version
 * by version (FLoRA). The server's book of what it has sent to whom is left out.
 *
 * <p>The server rounds A times its factor to float32, and the base once a version. Products that
 * cancel leave that error in a value far smaller than they, so what is allowed for rounding is
 * reckoned from all that was added.
 */
final class SumOfProducts implements OwnMerge {
  private static final String BASE = "base";
  private static final String HEAD = "head";

  /** The most by which a value of size 1 moves when it is rounded to float32. */
  private static final double HALF_UNIT = 0x1p-24;

  private final Parts parts;
  private final double alpha;
  private double[] rounding = new double[0];

  SumOfProducts(List<Values> initial, double alpha) {
    this.parts = new Parts(initial);
    this.alpha = alpha;
  }

  @Override
  public void merge(List<Share> shares) throws FrameException {
    List<Map<String, Adaptation>> sent = new ArrayList<>();
    for (Share share : shares) {
      sent.add(Adaptation.of(share.need("common")));
    }
    Values base = parts.get(BASE);
    float[] values = base.values().clone();
    if (rounding.length == 0) {
      rounding = new double[values.length];
    }
    int at = 0;
    for (Shape shape : base.shapes()) {
      String linear = shape.name().replaceFirst("\\.weight\\.delta$", "");
      double[] sum = new double[shape.size()];
      double[] sizes = new double[sum.length];
      for (int k = 0; k < shares.size(); k++) {
        Adaptation factors = sent.get(k).get(linear);
        if (factors == null || factors.inputs() * factors.outputs() != sum.length) {
          throw new FrameException("an update does not fit " + shape.name() + " of the base");
        }
        double factor = shares.get(k).weight() * alpha / factors.rank();
        factors.addTo(sum, factor);
        factors.sizes().addTo(sizes, Math.abs(factor));
      }
      for (int i = 0; i < sum.length; i++, at++) {
        values[at] = (float) (values[at] + sum[i]);
        // The server's rounding of the sum, and this one's own.
        rounding[at] += HALF_UNIT * (sizes[i] + 2 * Math.abs(values[at]));
      }
    }
    parts.put(base.with(values));
    parts.putMean(HEAD, shares);
  }

  @Override
  public String difference(List<Values> found) throws FrameException {
    List<Values> base = only(BASE, found);
    String difference =
        base.isEmpty()
            ? "has no part " + BASE
            : CommonState.difference(parts.get(BASE), base.get(0), i -> rounding[i]);
    return difference.isEmpty()
        ? CommonState.difference(only(HEAD, parts.all()), only(HEAD, found))
        : difference;
  }

  private static List<Values> only(String name, List<Values> parts) {
    return parts.stream().filter(part -> part.part().equals(name)).toList();
  }
}
