package io.fedlora.bench;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.torch.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times steps on one thread, interleaved: every case once, then every case again, so that what else
 * the machine does falls on all alike. Ratios hold where absolute times drift.
 */
public final class StepBench {
  private static final int WARM_UP = 2;

  private StepBench() {}

  /**
   * The cases worth knowing at one batch size: every method in the fast form with mean pooling, and
   * the plain gradient in both forms with both poolings.
   */
  public static List<StepCase> cases(List<Precision> precisions, int rows, int length) {
    List<StepCase> cases = new ArrayList<>();
    for (Precision precision : precisions) {
      for (StepMethod method : StepMethod.values()) {
        if (!(method.isDifference() && precision == Precision.BFLOAT16)) {
          cases.add(new StepCase(method, Form.FAST, precision, Pooling.MEAN, rows, length));
        }
      }
      StepMethod plain = StepMethod.HOMLORA;
      cases.add(new StepCase(plain, Form.PLAIN, precision, Pooling.MEAN, rows, length));
      cases.add(new StepCase(plain, Form.FAST, precision, Pooling.FIRST_TOKEN, rows, length));
      cases.add(new StepCase(plain, Form.PLAIN, precision, Pooling.FIRST_TOKEN, rows, length));
    }
    return cases;
  }

  /**
   * Times cases on a random model of MiniLM's shape.
   *
   * @param runs of each case, behind the warm-up; at least 15 for figures to be quoted
   * @throws InterruptedException if the calling thread is interrupted, between two steps
   */
  public static List<StepTime> measure(List<StepCase> cases, int runs) throws InterruptedException {
    return measure(BenchModels.MINILM, cases, runs);
  }

  static List<StepTime> measure(Architecture shape, List<StepCase> cases, int runs)
      throws InterruptedException {
    try (BenchModels models = new BenchModels(shape)) {
      List<Runnable> steps = cases.stream().map(models::step).toList();
      double[][] millis = new double[cases.size()][runs];
      for (int run = -WARM_UP; run < runs; run++) {
        for (int i = 0; i < steps.size(); i++) {
          goOn();
          long start = System.nanoTime();
          steps.get(i).run();
          long taken = System.nanoTime() - start;
          if (run >= 0) {
            millis[i][run] = taken / 1e6;
          }
        }
      }
      List<StepTime> times = new ArrayList<>();
      for (int i = 0; i < millis.length; i++) {
        times.add(new StepTime(cases.get(i), median(millis[i])));
      }
      return times;
    }
  }

  /**
   * Ends a measurement whose thread has been interrupted; native code does not notice by itself.
   */
  static void goOn() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("while steps were measured");
    }
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
