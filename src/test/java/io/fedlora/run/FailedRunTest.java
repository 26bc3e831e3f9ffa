package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.device.Product;
import io.fedlora.device.Score;
import io.fedlora.device.WorkStore;
import io.fedlora.device.Workload;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import io.fedlora.server.UpdateKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs in which something fails that is no bad luck of a client's, as a full disk. What they leave
 * is the beginning of what they would have left, so that they can be resumed.
 */
class FailedRunTest {
  private static final int PLACES = 30;

  private final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());

  private StubRun run(CollectionMode collection) {
    StubRun run = new StubRun();
    run.collection = collection;
    run.rounds = 12;
    run.buffer = new Count.Exactly(2);
    run.dropout = 0.2;
    run.slowShare = 0.25;
    run.deadline = 20 * StubRun.SECOND;
    run.acceptLate = true;
    run.watcher =
        new RunWatcher() {
          @Override
          public void roundDone(RoundRecord round) {
            closed.add(round.round());
          }
        };
    return run;
  }

  private static UncheckedIOException diskIsFull() {
    return new UncheckedIOException(new IOException("No space left on device"));
  }

  /** A store that is full from the n-th computation on. */
  private static WorkStore failingAt(long n) {
    return new WorkStore() {
      @Override
      public Workload workload(long number, Supplier<Workload> count) {
        return count.get();
      }

      @Override
      public Product product(long number, Supplier<Product> train) {
        if (number >= n) {
          throw diskIsFull();
        }
        return train.get();
      }

      @Override
      public Score score(long number, Supplier<Score> score) {
        return score.get();
      }
    };
  }

  private void isABeginning(StubRun run, String what, UpdateKeeper keeper, WorkStore store)
      throws InterruptedException {
    List<String> whole = run.run().lines();
    List<Integer> rounds = List.copyOf(closed);
    closed.clear();
    EventList events = new EventList();
    try (Simulation simulation =
        new Simulation(run.plan(keeper), events::on, List.of(), run.watcher, store)) {
      assertThatThrownBy(simulation::await).hasStackTraceContaining("No space left on device");
    }
    List<String> left = events.lines();
    assertThat(left).as(what).hasSizeLessThan(whole.size());
    assertThat(whole.subList(0, left.size())).as(what).isEqualTo(left);
    assertThat(closed).as(what).isEqualTo(rounds.subList(0, closed.size()));
    closed.clear();
  }

  @ParameterizedTest
  @EnumSource(CollectionMode.class)
  void whatADeviceFailsOfEndsItThere(CollectionMode collection) throws InterruptedException {
    for (int n = 1; n <= PLACES; n++) {
      isABeginning(run(collection), "work " + n, UpdateKeeper.NONE, failingAt(n));
    }
  }

  @ParameterizedTest
  @EnumSource(CollectionMode.class)
  void whatTheServerFailsOfEndsItThere(CollectionMode collection) throws InterruptedException {
    for (int n = 1; n <= 10; n++) {
      AtomicInteger left = new AtomicInteger(n);
      UpdateKeeper keeper =
          (request, frame) -> {
            if (left.decrementAndGet() == 0) {
              throw diskIsFull();
            }
          };
      isABeginning(run(collection), "update " + n, keeper, WorkStore.NONE);
    }
  }
}
