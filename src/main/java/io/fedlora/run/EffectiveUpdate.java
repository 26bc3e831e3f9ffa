package io.fedlora.run;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.ExpertMixture;
import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.WeightDelta;
import io.fedlora.method.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a scored model adds to the frozen linears, as terms of low rank: adapters, experts (each in
 * full, whatever its gate), and differences of weights, whose factors are the difference itself and
 * the identity.
 */
final class EffectiveUpdate {
  private EffectiveUpdate() {}

  /** Whether two scored models are made of the very same arrays. */
  static boolean isSame(Scored one, Scored other) {
    return one.wiring().equals(other.wiring())
        && one.state().names().equals(other.state().names())
        && one.state().parts().stream()
            .allMatch(part -> part.values() == other.state().part(part.name()).values());
  }

  /**
   * The terms by layer and linear, as {@code layer.4.query}.
   *
   * @param parts those whose terms are wanted
   */
  static SortedMap<String, List<Factors>> byLinear(Scored scored, Predicate<String> parts) {
    SortedMap<String, List<Factors>> terms = new TreeMap<>();
    for (Insertion insertion : scored.wiring().insertions()) {
      if (insertion instanceof LowRank adapter && isOf(adapter, parts)) {
        add(terms, adapter.layer(), adapter.linear(), factors(adapter, scored.state()));
      } else if (insertion instanceof ExpertMixture mixture) {
        for (LowRank expert : mixture.experts()) {
          if (isOf(expert, parts)) {
            add(terms, expert.layer(), expert.linear(), factors(expert, scored.state()));
          }
        }
      } else if (insertion instanceof WeightDelta delta && parts.test(delta.part())) {
        for (Linear linear : Linear.values()) {
          if (delta.weight() == FrozenWeight.matrix(linear)) {
            add(terms, delta.layer(), linear, dense(scored.state().part(delta.part()), delta));
          }
        }
      }
    }
    return terms;
  }

  private static boolean isOf(LowRank adapter, Predicate<String> parts) {
    return parts.test(adapter.downPart()) && parts.test(adapter.upPart());
  }

  private static void add(
      SortedMap<String, List<Factors>> terms, int layer, Linear linear, Factors term) {
    String key = "layer." + layer + "." + linear.key();
    terms.computeIfAbsent(key, one -> new ArrayList<>()).add(term);
  }

  private static Factors factors(LowRank adapter, State state) {
    return Factors.of(
        state.part(adapter.downPart()),
        adapter.down(),
        state.part(adapter.upPart()),
        adapter.up(),
        adapter.scale());
  }

  private static Factors dense(Part part, WeightDelta delta) {
    Entry entry = part.layout().entry(delta.entry());
    int outputs = entry.shape().get(0);
    float[] identity = new float[outputs * outputs];
    for (int i = 0; i < outputs; i++) {
      identity[i * outputs + i] = 1;
    }
    float[] values =
        Arrays.copyOfRange(part.values(), entry.offset(), entry.offset() + entry.size());
    return new Factors(outputs, entry.shape().get(1), outputs, values, identity, 1);
  }
}
