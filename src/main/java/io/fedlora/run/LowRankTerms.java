package io.fedlora.run;

import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.foundation.Bottleneck;
import io.fedlora.foundation.ExpertMixture;
import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.WeightDelta;
import io.fedlora.method.Scored;
import io.fedlora.peft.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A model's low-rank adapters, linear by linear. */
final class LowRankTerms {
  private static final String BIASES = "changed biases";
  private static final String WEIGHTS = "changed weights";

  private LowRankTerms() {}

  /** What a model has besides low-rank adapters, in words; empty if nothing that changes it. */
  static Optional<String> besides(Scored scored) {
    Set<String> kinds = new LinkedHashSet<>();
    for (Insertion insertion : scored.wiring().insertions()) {
      if (insertion instanceof WeightDelta delta) {
        if (!isZero(scored, delta)) {
          kinds.add(isBias(delta) ? BIASES : WEIGHTS);
        }
      } else if (insertion instanceof Bottleneck) {
        kinds.add("bottlenecks");
      } else if (insertion instanceof ExpertMixture) {
        kinds.add("experts that a gate mixes token by token");
      } else if (!(insertion instanceof LowRank)) {
        kinds.add("prefixes");
      }
    }
    if (kinds.contains(WEIGHTS)) {
      kinds.remove(BIASES);
    }
    return kinds.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", kinds));
  }

  private static boolean isBias(WeightDelta delta) {
    return delta.weight().kind() == FrozenWeight.Kind.BIAS;
  }

  private static boolean isZero(Scored scored, WeightDelta delta) {
    Part part = scored.state().part(delta.part());
    var entry = part.layout().entry(delta.entry());
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      if (part.values()[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The adapters both of whose factors lie in parts of a choice. */
  static Map<Site, List<Factors>> of(Scored scored, Predicate<String> parts) {
    Map<Site, List<Factors>> terms = new TreeMap<>();
    for (Insertion insertion : scored.wiring().insertions()) {
      if (insertion instanceof LowRank adapter
          && parts.test(adapter.downPart())
          && parts.test(adapter.upPart())) {
        terms
            .computeIfAbsent(new Site(adapter.layer(), adapter.linear()), site -> new ArrayList<>())
            .add(
                Factors.of(
                    scored.state().part(adapter.downPart()),
                    adapter.down(),
                    scored.state().part(adapter.upPart()),
                    adapter.up(),
                    adapter.scale()));
      }
    }
    return terms;
  }
}
