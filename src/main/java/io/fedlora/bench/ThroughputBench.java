package io.fedlora.bench;

import io.fedlora.foundation.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares two device threads with one, in rounds that alternate between them. */
public final class ThroughputBench {
  private ThroughputBench() {}

  /**
   * Runs a case on a random model of MiniLM's shape.
   *
   * @param rounds of which the median counts
   * @param steps of a thread in one round
   */
  public static Throughput measure(StepCase step, int rounds, int steps) {
    return measure(BenchModels.MINILM, step, rounds, steps);
  }

  static Throughput measure(Architecture shape, StepCase step, int rounds, int steps) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (BenchModels models = new BenchModels(shape)) {
      Runnable work = models.step(step);
      rate(threads, 2, 1, work);
      double[] one = new double[rounds];
      double[] two = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        one[round] = rate(threads, 1, steps, work);
        two[round] = rate(threads, 2, steps, work);
      }
      return new Throughput(step, StepBench.median(one), StepBench.median(two));
    } finally {
      threads.shutdown();
    }
  }

  private static double rate(ExecutorService pool, int threads, int steps, Runnable work) {
    CountDownLatch ready = new CountDownLatch(threads);
    List<Future<?>> running = new ArrayList<>();
    long start = System.nanoTime();
    for (int thread = 0; thread < threads; thread++) {
      running.add(
          pool.submit(
              () -> {
                // Both threads of the pool take part, so that neither runs the other's share.
                ready.countDown();
                ready.await();
                for (int i = 0; i < steps; i++) {
                  work.run();
                }
                return null;
              }));
    }
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while steps were timed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step failed", e);
    }
    return threads * steps / ((System.nanoTime() - start) / 1e9);
  }
}
