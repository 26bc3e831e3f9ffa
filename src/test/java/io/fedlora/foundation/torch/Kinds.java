package io.fedlora.foundation.torch;

import io.fedlora.foundation.Bottleneck;
import io.fedlora.foundation.Bottleneck.Activation;
import io.fedlora.foundation.ExpertMixture;
import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Place;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.PrefixTokens;
import io.fedlora.foundation.WeightDelta;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.List;

/** One wiring for each kind of insertion, and one with all of them. */
enum Kinds {
  SPLIT_FACTORS {
    @Override
    void add(int layer, List<Insertion> to) {
      for (Linear linear : Linear.values()) {
        to.add(new LowRank("down", "up", layer, linear, 2, 0.7, false));
        to.add(new LowRank("whole", layer, linear, 3, 1.5));
      }
    }
  },
  EXPERTS {
    @Override
    void add(int layer, List<Insertion> to) {
      for (Linear linear : Linear.values()) {
        LowRank one = new LowRank("global", layer, linear, 2, 1.3);
        LowRank other = new LowRank("local", layer, linear, 3, 0.8);
        to.add(new ExpertMixture("gate", List.of(one, other)));
      }
    }
  },
  BOTTLENECKS {
    @Override
    void add(int layer, List<Insertion> to) {
      for (Linear linear : List.of(Linear.ATTENTION_OUTPUT, Linear.OUTPUT)) {
        to.add(new Bottleneck("private", layer, linear, 4, 0.5, Activation.RELU));
        to.add(new Bottleneck("shared", layer, linear, 3, 0.5, Activation.RELU));
      }
    }
  },
  PREFIX {
    @Override
    void add(int layer, List<Insertion> to) {
      to.add(new PrefixTokens("prefix", layer, 3));
    }
  },
  BIASES {
    @Override
    void add(int layer, List<Insertion> to) {
      for (FrozenWeight weight : FrozenWeight.values()) {
        if (weight.place() != Place.EMBEDDINGS && weight.kind() == FrozenWeight.Kind.BIAS) {
          to.add(new WeightDelta("biases", layer, weight));
        }
      }
    }
  },
  QUERY_WEIGHT_ALONE {
    @Override
    void add(int layer, List<Insertion> to) {
      to.add(new WeightDelta("weights", layer, FrozenWeight.QUERY_WEIGHT));
    }
  },
  FULL {
    @Override
    void add(int layer, List<Insertion> to) {
      for (FrozenWeight weight : FrozenWeight.values()) {
        boolean below = weight.place() == Place.EMBEDDINGS;
        if (!below || layer == 0) {
          to.add(new WeightDelta("weights", below ? Insertion.EMBEDDINGS : layer, weight));
        }
      }
    }
  },
  TOGETHER {
    @Override
    void add(int layer, List<Insertion> to) {
      for (Kinds kind : List.of(SPLIT_FACTORS, EXPERTS, BOTTLENECKS, PREFIX, FULL)) {
        kind.add(layer, to);
      }
    }
  };

  abstract void add(int layer, List<Insertion> to);

  /** On the upper two layers, or where the kind reaches below, on all. */
  Wiring wiring(Pooling pooling) {
    List<Insertion> insertions = new ArrayList<>();
    for (int layer = this == FULL || this == TOGETHER ? 0 : 1; layer < 3; layer++) {
      add(layer, insertions);
    }
    return new Wiring(Fixture.SHAPE, insertions, new Head("head", 3), pooling);
  }
}
