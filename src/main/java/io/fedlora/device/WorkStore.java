package io.fedlora.device;

import java.util.function.Supplier;

/**
 * Remembers what was computed, so that a run that goes on after it was killed need not compute it
 * again. Computations are numbered from 1 in the order in which the device is asked for them, which
 * is the same in every run of a scenario.
 *
 * <p>Called in turns of the clock ({@link #workload}) and on device threads (the others), several
 * at once. A computation that throws is not remembered.
 */
public interface WorkStore {
  /** Remembers nothing. */
  WorkStore NONE =
      new WorkStore() {
        @Override
        public Workload workload(long number, Supplier<Workload> count) {
          return count.get();
        }

        @Override
        public Product product(long number, Supplier<Product> train) {
          return train.get();
        }

        @Override
        public Score score(long number, Supplier<Score> score) {
          return score.get();
        }
      };

  /** What local work amounts to: remembered, or else counted now. */
  Workload workload(long number, Supplier<Workload> count);

  /** What local work gave: remembered, or else done now. */
  Product product(long number, Supplier<Product> train);

  /** A score: remembered, or else taken now. */
  Score score(long number, Supplier<Score> score);
}
