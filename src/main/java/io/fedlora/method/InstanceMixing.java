package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.List;

/**
 * The weight of a text in FedDPA's mix of two adapters: λ times the mean cosine between what the
 * head would read of it and what it would read of a few training texts ({@code
 * docs/methods.md#feddpa-t}).
 *
 * <p>What the head reads is had from the class scores under a head that is the identity.
 */
final class InstanceMixing {
  private static final String IDENTITY = "identity";

  private final FrozenModel model;
  private final Wiring wiring;
  private final State state;
  private final double lambda;
  private final List<float[]> samples = new ArrayList<>();

  /**
   * Takes up the training texts.
   *
   * @param wiring of the adapter under which texts are compared
   * @param adapter that adapter
   * @param texts batches of one row each
   */
  InstanceMixing(FrozenModel model, Wiring wiring, Part adapter, List<Batch> texts, double lambda) {
    this.model = model;
    int width = wiring.architecture().width();
    this.wiring =
        new Wiring(
            wiring.architecture(),
            wiring.insertions(),
            new Head(IDENTITY, width),
            wiring.pooling());
    this.state = State.of(adapter, identity(this.wiring.layout(IDENTITY), width));
    this.lambda = lambda;
    texts.forEach(text -> samples.add(pooled(text)));
  }

  private static Part identity(Layout layout, int width) {
    Part identity = Part.zeros(IDENTITY, layout);
    Entry weight = layout.entry("head.weight");
    for (int i = 0; i < width; i++) {
      identity.values()[weight.offset() + i * width + i] = 1;
    }
    return identity;
  }

  private float[] pooled(Batch text) {
    return model.logits(wiring, state, text)[0];
  }

  /**
   * The weight of a text, in [−λ, λ].
   *
   * @param text a batch of one row
   */
  double weight(Batch text) {
    float[] read = pooled(text);
    double sum = 0;
    for (float[] sample : samples) {
      sum += cosine(read, sample);
    }
    return lambda * sum / samples.size();
  }

  static double cosine(float[] a, float[] b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      first += (double) a[i] * a[i];
      second += (double) b[i] * b[i];
    }
    return product == 0 ? 0 : product / Math.sqrt(first * second);
  }
}
