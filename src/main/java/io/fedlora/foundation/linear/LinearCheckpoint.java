package io.fedlora.foundation.linear;

import io.fedlora.corpus.source.LowRankRegression;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.checkpoint.Checkpoint;
import java.util.Map;

/** The foundation model {@code linear}: a linear of which everything is zero. */
public final class LinearCheckpoint {
  /** Its name in scenarios. */
  public static final String NAME = "linear";

  private LinearCheckpoint() {}

  /** The linear that fits the columns of {@link LowRankRegression}. */
  public static Checkpoint open() {
    Architecture shape = Architecture.linear(LowRankRegression.INPUTS, LowRankRegression.OUTPUTS);
    return new Checkpoint(NAME, shape, Map.of(), () -> new ColumnTokenizer(shape));
  }
}
