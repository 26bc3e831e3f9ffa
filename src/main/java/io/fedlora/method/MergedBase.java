package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.WeightDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What FLoRA adds to the adapted linears of the frozen base: dense differences, into which stacks
 * of factors are merged. Server and clients merge the same stacks in the same order, and so come to
 * the same bits.
 *
 * @param sites one adapter for each adapted linear, whatever its rank
 * @param shape of the encoder
 */
record MergedBase(List<LowRank> sites, Architecture shape) {
  static final String PART = "base";

  /** A share of a stack: an adapter, and what its product is multiplied by. */
  record Block(Part adapter, double factor) {}

  static MergedBase of(AdapterPlacement placement, Architecture shape) {
    List<LowRank> sites = new ArrayList<>();
    for (Insertion insertion : placement.adapters(PART, PART, 1, 1, false)) {
      sites.add((LowRank) insertion);
    }
    return new MergedBase(sites, shape);
  }

  /** The differences as insertions. */
  List<Insertion> insertions() {
    List<Insertion> insertions = new ArrayList<>();
    sites.forEach(site -> insertions.add(delta(site)));
    return insertions;
  }

  private static WeightDelta delta(LowRank site) {
    return new WeightDelta(PART, site.layer(), FrozenWeight.matrix(site.linear()));
  }

  /**
   * Adapters one below the other, each one's A times its factor: the product of the stack is the
   * sum of the products ({@code docs/methods.md#flora}).
   */
  Part stack(String name, List<Block> blocks) {
    int rank = 0;
    for (Block block : blocks) {
      rank += block.adapter().layout().entry(sites.get(0).down()).shape().get(0);
    }
    Layout.Builder layout = Layout.builder();
    for (LowRank site : sites) {
      layout.add(site.down(), rank, shape.inputs(site.linear()));
      layout.add(site.up(), rank, shape.outputs(site.linear()));
    }
    Part stack = Part.zeros(name, layout.build());
    for (LowRank site : sites) {
      int down = stack.layout().entry(site.down()).offset();
      int up = stack.layout().entry(site.up()).offset();
      for (Block block : blocks) {
        Factors factors = Factors.of(block.adapter(), site.down(), site.up(), 1);
        for (float value : factors.a()) {
          stack.values()[down++] = (float) (block.factor() * value);
        }
        System.arraycopy(factors.bt(), 0, stack.values(), up, factors.bt().length);
        up += factors.bt().length;
      }
    }
    return stack;
  }

  /** The base with a stack merged into it: each value is summed in float64 and rounded once. */
  Part plus(Part base, Part stack) {
    float[] values = base.values().clone();
    for (LowRank site : sites) {
      Factors factors = Factors.of(stack, site.down(), site.up(), 1);
      Entry entry = base.layout().entry(delta(site).entry());
      int inputs = factors.inputs();
      double[] row = new double[inputs];
      for (int output = 0; output < factors.outputs(); output++) {
        Arrays.fill(row, 0);
        for (int k = 0; k < factors.rank(); k++) {
          double b = factors.bt()[k * factors.outputs() + output];
          for (int i = 0; i < inputs; i++) {
            row[i] += b * factors.a()[k * inputs + i];
          }
        }
        int from = entry.offset() + output * inputs;
        for (int i = 0; i < inputs; i++) {
          values[from + i] = (float) (values[from + i] + row[i]);
        }
      }
    }
    return base.with(values);
  }
}
