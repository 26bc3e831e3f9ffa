package io.fedlora.bench;

import io.fedlora.foundation.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Compares two device threads with one, in rounds that alternate between them. */
public final class ThroughputBench {
  private ThroughputBench() {}

  /**
   * Runs a case on a random model of MiniLM's shape.
   *
   * @param rounds of which the median counts
   * @param steps of a thread in one round
   * @throws InterruptedException if the calling thread is interrupted; no step is under way then
   */
  public static Throughput measure(StepCase step, int rounds, int steps)
      throws InterruptedException {
    return measure(BenchModels.MINILM, step, rounds, steps);
  }

  static Throughput measure(Architecture shape, StepCase step, int rounds, int steps)
      throws InterruptedException {
    try (BenchModels models = new BenchModels(shape)) {
      return measure(models.step(step), step, rounds, steps);
    }
  }

  private static Throughput measure(Runnable work, StepCase step, int rounds, int steps)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      rate(threads, 2, 1, work);
      double[] one = new double[rounds];
      double[] two = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        one[round] = rate(threads, 1, steps, work);
        two[round] = rate(threads, 2, steps, work);
      }
      return new Throughput(step, StepBench.median(one), StepBench.median(two));
    } finally {
      end(threads);
    }
  }

  /** The model may only be closed once no step is under way. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static double rate(ExecutorService pool, int threads, int steps, Runnable work)
      throws InterruptedException {
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
                  StepBench.goOn();
                  work.run();
                }
                return null;
              }));
    }
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step failed", e);
    }
    return threads * steps / ((System.nanoTime() - start) / 1e9);
  }
}
