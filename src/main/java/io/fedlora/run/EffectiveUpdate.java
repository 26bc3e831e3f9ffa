package io.fedlora.run;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Spectrum;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
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

/**
 * What a scored model adds to the frozen linears, as terms of low rank: adapters, experts (each in
 * full, whatever its gate), and differences of weights, whose factors are the difference itself and
 * the identity.
 */
final class EffectiveUpdate {
  private EffectiveUpdate() {}

  /**
   * The largest numerical rank over the linears (algorithms reference 1.7); 0 for a model that has
   * diverged, or that changes no linear.
   */
  static int rank(Scored scored) {
    if (StateMath.firstNonFinite(scored.state()).isPresent()) {
      return 0;
    }
    int most = 0;
    for (List<Factors> terms : byLinear(scored).values()) {
      most = Math.max(most, Spectrum.of(terms).rank());
    }
    return most;
  }

  /** Whether two scored models are made of the very same arrays. */
  static boolean isSame(Scored one, Scored other) {
    return one.wiring().equals(other.wiring())
        && one.state().names().equals(other.state().names())
        && one.state().parts().stream()
            .allMatch(part -> part.values() == other.state().part(part.name()).values());
  }

  /** The terms by layer and linear, as {@code layer.4.query}. */
  static SortedMap<String, List<Factors>> byLinear(Scored scored) {
    SortedMap<String, List<Factors>> terms = new TreeMap<>();
    for (Insertion insertion : scored.wiring().insertions()) {
      if (insertion instanceof LowRank adapter) {
        add(terms, adapter.layer(), adapter.linear(), factors(adapter, scored.state()));
      } else if (insertion instanceof ExpertMixture mixture) {
        for (LowRank expert : mixture.experts()) {
          add(terms, expert.layer(), expert.linear(), factors(expert, scored.state()));
        }
      } else if (insertion instanceof WeightDelta delta) {
        for (Linear linear : Linear.values()) {
          if (delta.weight() == FrozenWeight.matrix(linear)) {
            add(terms, delta.layer(), linear, dense(scored.state().part(delta.part()), delta));
          }
        }
      }
    }
    return terms;
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
