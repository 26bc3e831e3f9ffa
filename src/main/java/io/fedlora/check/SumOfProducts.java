package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Products of the updates, each times its weight and alpha over its rank, added to the base version
 * by version (FLoRA). The server's book of what it has sent to whom is left out.
 */
final class SumOfProducts implements OwnMerge {
  private static final String BASE = "base";
  private static final String HEAD = "head";

  private final Parts parts;
  private final double alpha;

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
    int at = 0;
    for (Shape shape : base.shapes()) {
      String linear = shape.name().replaceFirst("\\.weight\\.delta$", "");
      double[] sum = new double[shape.size()];
      for (int k = 0; k < shares.size(); k++) {
        Adaptation factors = sent.get(k).get(linear);
        if (factors == null || factors.inputs() * factors.outputs() != sum.length) {
          throw new FrameException("an update does not fit " + shape.name() + " of the base");
        }
        factors.addTo(sum, shares.get(k).weight() * alpha / factors.rank());
      }
      for (double value : sum) {
        values[at] = (float) (values[at] + value);
        at++;
      }
    }
    parts.put(base.with(values));
    parts.putMean(HEAD, shares);
  }

  @Override
  public String difference(List<Values> found) {
    return CommonState.difference(of(parts.all()), of(found));
  }

  private static List<Values> of(List<Values> parts) {
    return parts.stream()
        .filter(part -> part.part().equals(BASE) || part.part().equals(HEAD))
        .toList();
  }
}
