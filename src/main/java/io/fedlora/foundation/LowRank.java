package io.fedlora.foundation;

import java.util.Collection;
import java.util.List;

/**
 * A low-rank adapter on one linear: {@code h = W u + scale · B A u} (LoRA; {@code
 * docs/methods.md#pf2lora}).
 *
 * <p>It reads two arrays, {@code layer.<n>.<linear>.A} of shape [rank, inputs] and {@code
 * layer.<n>.<linear>.Bt} of shape [rank, outputs], which is B transposed. Both are usually in one
 * part; methods that treat the factors unlike put them into two.
 *
 * @param downPart the part that holds A
 * @param upPart the part that holds B
 * @param layer from 0
 * @param linear the adapted linear
 * @param rank rows of A
 * @param scale usually alpha / rank
 * @param detached whether no gradient flows back through it, neither to its factors nor to what it
 *     reads
 */
public record LowRank(
    String downPart,
    String upPart,
    int layer,
    Linear linear,
    int rank,
    double scale,
    boolean detached)
    implements Insertion {
  public LowRank {
    if (rank < 1) {
      throw new IllegalArgumentException("rank must be at least 1, is " + rank);
    }
  }

  /** An adapter whose factors are in one part, with gradients. */
  public LowRank(String part, int layer, Linear linear, int rank, double scale) {
    this(part, part, layer, linear, rank, scale, false);
  }

  /** An adapter of another rank there, with the same scale. */
  public LowRank withRank(int other) {
    return new LowRank(downPart, upPart, layer, linear, other, scale, detached);
  }

  /** The entry of A, as {@code layer.4.query.A}. */
  public String down() {
    return "layer." + layer + "." + linear.key() + ".A";
  }

  /** The entry of B transposed, as {@code layer.4.query.Bt}. */
  public String up() {
    return "layer." + layer + "." + linear.key() + ".Bt";
  }

  @Override
  public Place place() {
    return Place.of(linear);
  }

  @Override
  public List<TrainableArray> arrays(Architecture shape) {
    return List.of(downArray(shape), upArray(shape));
  }

  TrainableArray downArray(Architecture shape) {
    return TrainableArray.of(downPart, down(), rank, shape.inputs(linear));
  }

  TrainableArray upArray(Architecture shape) {
    return TrainableArray.of(upPart, up(), rank, shape.outputs(linear));
  }

  @Override
  public long forward(Architecture shape, BatchShape batch) {
    return downProduct(shape, batch) + upProduct(shape, batch);
  }

  @Override
  public long backward(
      Architecture shape, BatchShape batch, Collection<String> trainable, boolean below) {
    if (detached) {
      return 0;
    }
    long down = downProduct(shape, batch);
    long up = upProduct(shape, batch);
    boolean ownDown = trainable.contains(downPart);
    long own = (ownDown ? down : 0) + (trainable.contains(upPart) ? up : 0);
    return own + (ownDown || below ? up : 0) + (below ? down : 0);
  }

  private long downProduct(Architecture shape, BatchShape batch) {
    return 2 * batch.tokens() * rank * shape.inputs(linear);
  }

  private long upProduct(Architecture shape, BatchShape batch) {
    return 2 * batch.tokens() * rank * shape.outputs(linear);
  }
}
