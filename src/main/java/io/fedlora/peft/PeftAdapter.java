package io.fedlora.peft;

import io.fedlora.adapter.Factors;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One adapter as PEFT has them: the same rank and the same scaling {@code lora_alpha / r} on every
 * adapted linear.
 *
 * @param rank r
 * @param scale lora_alpha / r
 * @param updates factors of that rank and scale by linear; at least one
 */
public record PeftAdapter(int rank, double scale, SortedMap<Site, Factors> updates) {
  public PeftAdapter {
    updates = Collections.unmodifiableSortedMap(new TreeMap<>(updates));
    for (Factors one : updates.values()) {
      if (one.rank() != rank || one.scale() != scale) {
        throw new IllegalArgumentException("a linear has a rank or a scale of its own");
      }
    }
  }

  /**
   * The sum of the terms on each linear. Where all have one scale, no value changes: rows are put
   * below each other. Otherwise each scale is multiplied into its B, rounded once to float32, and
   * that of the adapter is 1. Linears of a lower rank than others get rows of zeros.
   *
   * @param terms at least one linear, and at least one term for each
   */
  public static PeftAdapter sum(Map<Site, List<Factors>> terms) {
    double first = terms.values().iterator().next().get(0).scale();
    boolean alike =
        terms.values().stream().flatMap(List::stream).allMatch(term -> term.scale() == first);
    double scale = alike ? first : 1;
    SortedMap<Site, Factors> stacked = new TreeMap<>();
    int rank = 0;
    for (Map.Entry<Site, List<Factors>> entry : terms.entrySet()) {
      List<Factors> of =
          alike ? entry.getValue().stream().map(PeftAdapter::bare).toList() : entry.getValue();
      Factors sum = Factors.stack(of);
      stacked.put(entry.getKey(), sum);
      rank = Math.max(rank, sum.rank());
    }
    SortedMap<Site, Factors> updates = new TreeMap<>();
    for (Map.Entry<Site, Factors> entry : stacked.entrySet()) {
      updates.put(entry.getKey(), scaled(entry.getValue().withRank(rank), scale));
    }
    return new PeftAdapter(rank, scale, updates);
  }

  private static Factors bare(Factors one) {
    return scaled(one, 1);
  }

  private static Factors scaled(Factors one, double scale) {
    return new Factors(one.rank(), one.inputs(), one.outputs(), one.a(), one.bt(), scale);
  }

  /** lora_alpha. */
  double alpha() {
    return scale * rank;
  }
}
