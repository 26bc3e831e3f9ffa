package io.fedlora.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adapters of different ranks, padded with zeros and weighted by {@code ‖B A‖} of each (HETLoRA);
 * the ranks of clients go down to those of their updates.
 */
final class SparsityWeighted implements OwnMerge {
  private static final String ADAPTER = "common";
  private static final String RANKS = "ranks";

  private final Parts parts;
  private final boolean perModule;

  /**
   * @param initial version 0, whose adapter has the greatest rank
   * @param perModule whether each linear has weights of its own
   */
  SparsityWeighted(List<Values> initial, boolean perModule) {
    this.parts = new Parts(initial);
    this.perModule = perModule;
  }

  @Override
  public void merge(List<Share> shares) throws FrameException {
    List<Map<String, Adaptation>> sent = new ArrayList<>();
    for (Share share : shares) {
      sent.add(Adaptation.of(share.need(ADAPTER)));
    }
    Values current = parts.get(ADAPTER);
    float[] values = new float[current.values().length];
    int at = 0;
    for (Shape shape : current.shapes()) {
      String linear = shape.name().substring(0, shape.name().lastIndexOf('.'));
      double[] weights = weights(shares, sent, linear);
      boolean down = shape.name().endsWith(".A");
      double[] sum = new double[shape.size()];
      for (int k = 0; k < weights.length; k++) {
        Adaptation one = sent.get(k).get(linear);
        float[] rows = one == null ? new float[0] : down ? one.a() : one.bt();
        if (one == null || rows.length > sum.length) {
          throw new FrameException("an update does not fit " + shape.name());
        }
        for (int i = 0; i < rows.length; i++) {
          sum[i] += weights[k] * rows[i];
        }
      }
      for (double value : sum) {
        values[at++] = (float) value;
      }
    }
    parts.put(current.with(values));
    parts.putMean("head", shares);
    lower(shares, sent);
  }

  /** Each client's share times its norm, over the sum of those; the shares where all are zero. */
  private double[] weights(List<Share> shares, List<Map<String, Adaptation>> sent, String linear)
      throws FrameException {
    double[] weights = new double[shares.size()];
    for (int k = 0; k < weights.length; k++) {
      double squares = 0;
      for (Map.Entry<String, Adaptation> one : sent.get(k).entrySet()) {
        if (!perModule || one.getKey().equals(linear)) {
          squares += one.getValue().squaredNorm();
        }
      }
      weights[k] = shares.get(k).weight() * Math.sqrt(squares);
    }
    double total = Arrays.stream(weights).sum();
    for (int k = 0; k < weights.length; k++) {
      weights[k] = total == 0 ? shares.get(k).weight() : weights[k] / total;
    }
    return weights;
  }

  private void lower(List<Share> shares, List<Map<String, Adaptation>> sent) throws FrameException {
    Values current = parts.get(RANKS);
    float[] ranks = current.values().clone();
    for (int k = 0; k < shares.size(); k++) {
      int client = shares.get(k).client();
      if (client < 0 || client >= ranks.length) {
        throw new FrameException("there is no client " + client + " in part " + RANKS);
      }
      int rank = sent.get(k).values().iterator().next().rank();
      ranks[client] = Math.min(ranks[client], rank);
    }
    parts.put(current.with(ranks));
  }

  @Override
  public String difference(List<Values> found) {
    return CommonState.difference(parts.all(), found);
  }
}
