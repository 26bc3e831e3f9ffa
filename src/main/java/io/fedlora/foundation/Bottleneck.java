package io.fedlora.foundation;

import java.util.Collection;
import java.util.List;

/**
 * A bottleneck adapter behind a linear whose output has the encoder's width: {@code h ← h + scale ·
 * (U σ(D h + d) + u)} (adapters with a residual; {@code docs/methods.md#fedap}). All bottlenecks of
 * a place read the linear's own output, so that several are a weighted mixture.
 *
 * <p>Entries, under {@code layer.<n>.<linear>.}: {@code down.weight} [inner, width], {@code
 * down.bias} [inner], {@code up.weight} [width, inner], {@code up.bias} [width].
 *
 * @param part the part that holds it
 * @param layer from 0
 * @param linear attention-output or output
 * @param inner size of the bottleneck
 * @param scale of its output
 * @param activation σ
 */
public record Bottleneck(
    String part, int layer, Linear linear, int inner, double scale, Activation activation)
    implements Insertion {
  /** The nonlinearity of a bottleneck. */
  public enum Activation {
    RELU("relu"),
    GELU("gelu");

    private final String key;

    Activation(String key) {
      this.key = key;
    }

    /** Its name in scenarios and scripts. */
    public String key() {
      return key;
    }
  }

  public Bottleneck {
    if (inner < 1) {
      throw new IllegalArgumentException("a bottleneck of " + inner);
    }
    if (linear != Linear.ATTENTION_OUTPUT && linear != Linear.OUTPUT) {
      throw new IllegalArgumentException(
          "a bottleneck sits behind attention-output or output, not " + linear.key());
    }
  }

  @Override
  public Place place() {
    return Place.of(linear);
  }

  /** The entry of that array, as {@code down.weight}. */
  public String entry(String array) {
    return "layer." + layer + "." + linear.key() + "." + array;
  }

  @Override
  public List<TrainableArray> arrays(Architecture shape) {
    int width = shape.width();
    return List.of(
        TrainableArray.of(part, entry("down.weight"), inner, width),
        TrainableArray.of(part, entry("down.bias"), inner),
        TrainableArray.of(part, entry("up.weight"), width, inner),
        TrainableArray.of(part, entry("up.bias"), width));
  }

  @Override
  public long forward(Architecture shape, BatchShape batch) {
    return 2 * product(shape, batch);
  }

  @Override
  public long backward(
      Architecture shape, BatchShape batch, Collection<String> trainable, boolean below) {
    long product = product(shape, batch);
    boolean own = trainable.contains(part);
    return (own ? 2 * product : 0) + (own || below ? product : 0) + (below ? product : 0);
  }

  private long product(Architecture shape, BatchShape batch) {
    return 2 * batch.tokens() * inner * shape.width();
  }
}
