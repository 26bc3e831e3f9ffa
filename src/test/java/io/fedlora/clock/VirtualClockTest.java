package io.fedlora.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualClockTest {
  private final SeenTrouble trouble = new SeenTrouble();
  private final VirtualClock clock = new VirtualClock(Pace.VIRTUAL, trouble);
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    clock.close();
  }

  private void note(String what) {
    seen.add(clock.now() + " " + what);
  }

  private void runDry() throws InterruptedException {
    clock.thaw();
    assertThat(trouble.awaitStall()).isTrue();
  }

  /**
   * Waits until the clock, after all that was asked of it before, has found nothing more to do and
   * has lain down to sleep: what has not happened by then does not happen by itself.
   */
  private void awaitRest() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch taken = new CountDownLatch(1);
    clock.turn(
        () -> {
          thread.set(Thread.currentThread());
          taken.countDown();
        });
    assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
    while (LockSupport.getBlocker(thread.get()) != clock) {
      Thread.onSpinWait();
    }
  }

  @Test
  void timersFireByTimeAndThenInTheOrderInWhichTheyWereAskedFor() throws Exception {
    clock.at(30, () -> note("d"));
    clock.at(10, () -> note("a"));
    clock.at(20, () -> note("b"));
    clock.at(20, () -> note("c"));
    clock.at(10, () -> note("a2"));
    runDry();
    assertThat(seen).containsExactly("10 a", "10 a2", "20 b", "20 c", "30 d");
    assertThat(trouble.stalls).containsExactly(30L);
    assertThat(trouble.failures).isEmpty();
  }

  @Test
  void whatATurnSetsGoingHappensBeforeTheNextTimerEvenAtTheSameInstant() throws Exception {
    clock.at(
        10,
        () -> {
          note("first");
          clock.at(10, () -> note("timer of first"));
          clock.turn(
              () -> {
                note("turn of first");
                clock.turn(() -> note("turn of the turn"));
              });
        });
    clock.at(10, () -> note("second"));
    runDry();
    assertThat(seen)
        .containsExactly(
            "10 first",
            "10 turn of first",
            "10 turn of the turn",
            "10 second",
            "10 timer of first");
  }

  @Test
  void aClockThatIsSetBackBeginsAnewOnceNoTurnIsWaiting() throws Exception {
    clock.at(10, () -> note("before"));
    clock.hold(20, "work", (result, error) -> note("never"));
    clock.thaw();
    awaitRest();
    CountDownLatch reset = new CountDownLatch(1);
    clock.turn(
        () -> {
          clock.reset(
              () -> {
                note("reset");
                reset.countDown();
              });
          clock.at(50, () -> note("never"));
          clock.turn(() -> note("turn"));
        });
    assertThat(reset.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(clock.pending()).isZero();
    clock.at(5, () -> note("after"));
    runDry();
    assertThat(seen).containsExactly("10 before", "10 turn", "0 reset", "5 after");
  }

  @Test
  void anInstantInThePastIsNow() throws Exception {
    clock.at(10, () -> clock.at(3, () -> note("late")));
    runDry();
    assertThat(seen).containsExactly("10 late");
  }

  @Test
  void whatIsTakenBackNeitherRunsNorMovesTime() throws Exception {
    Clock.Ticket ticket = clock.at(50, () -> note("never"));
    Clock.Hold<String> hold = clock.hold(60, "work", (result, error) -> note("never"));
    clock.at(10, ticket::cancel);
    clock.at(20, hold::cancel);
    runDry();
    hold.complete("too late");
    assertThat(seen).isEmpty();
    assertThat(hold.isCancelled()).isTrue();
    assertThat(trouble.stalls).containsExactly(20L);
  }

  @Test
  void aHoldThatIsTakenBackWhileTimeWaitsForItLetsTimeGoOn() throws Exception {
    Clock.Hold<String> hold = clock.hold(10, "work", (result, error) -> note("never"));
    clock.at(20, () -> note("after"));
    clock.thaw();
    awaitRest();
    assertThat(seen).isEmpty();
    hold.cancel();
    assertThat(trouble.awaitStall()).isTrue();
    assertThat(seen).containsExactly("20 after");
  }

  @Test
  void timeDoesNotPassAnUnfinishedResultButTurnsGoOn() throws Exception {
    Clock.Hold<String> hold = clock.hold(10, "work", (result, error) -> note(result + " " + error));
    clock.at(11, () -> note("after"));
    clock.at(9, () -> note("before"));
    clock.thaw();
    awaitRest();
    CountDownLatch turn = new CountDownLatch(1);
    clock.turn(turn::countDown);
    assertThat(turn.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("9 before");
    hold.complete("done");
    assertThat(trouble.awaitStall()).isTrue();
    assertThat(seen).containsExactly("9 before", "10 done null", "11 after");
  }

  @Test
  void onlyTheFirstHandInCountsAndAnErrorIsHandedOn() throws Exception {
    Clock.Hold<String> good = clock.hold(1, "good", (result, error) -> note(result + " " + error));
    Clock.Hold<String> bad = clock.hold(2, "bad", (result, error) -> note(result + " " + error));
    good.complete("one");
    good.complete("two");
    good.fail(new IllegalStateException("three"));
    bad.fail(new IllegalStateException("broken"));
    bad.complete("mended");
    runDry();
    assertThat(seen)
        .containsExactly("1 one null", "2 null java.lang.IllegalStateException: broken");
  }

  @Test
  void theOrderOfResultsDoesNotDependOnTheThreadsThatComputeThem() throws Exception {
    List<String> expected = null;
    for (int attempt = 0; attempt < 5; attempt++) {
      List<String> delivered = deliveries(attempt);
      assertThat(delivered).hasSize(200);
      if (expected != null) {
        assertThat(delivered).isEqualTo(expected);
      }
      expected = delivered;
    }
  }

  private static List<String> deliveries(int attempt) throws InterruptedException {
    RandomStream times = RandomStream.of(1, "times");
    int[] order = new int[200];
    SeenTrouble trouble = new SeenTrouble();
    List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (VirtualClock clock = new VirtualClock(Pace.VIRTUAL, trouble)) {
      List<Clock.Hold<Integer>> holds = new ArrayList<>();
      for (int i = 0; i < order.length; i++) {
        int number = i;
        order[i] = i;
        holds.add(
            clock.hold(
                times.nextInt(20),
                "work " + i,
                (result, error) -> delivered.add(clock.now() + " " + number + " " + result)));
      }
      RandomStream.of(2, "order", attempt).shuffle(order);
      clock.thaw();
      for (int number : order) {
        threads.execute(() -> holds.get(number).complete(number * number));
      }
      assertThat(trouble.awaitStall()).isTrue();
      assertThat(trouble.failures).isEmpty();
    } finally {
      threads.shutdownNow();
    }
    return delivered;
  }

  @Test
  void aFrozenClockTakesTurnsButLetsNoTimePass() throws Exception {
    clock.at(0, () -> note("timer"));
    CountDownLatch turn = new CountDownLatch(1);
    clock.turn(turn::countDown);
    assertThat(turn.await(10, TimeUnit.SECONDS)).isTrue();
    awaitRest();
    assertThat(seen).isEmpty();
    assertThat(trouble.stalls).isEmpty();
    runDry();
    assertThat(seen).containsExactly("0 timer");
  }

  @Test
  void freezingInsideATurnStopsEverythingThatIsStillDue() throws Exception {
    clock.at(5, () -> note("last"));
    clock.at(5, clock::freeze);
    clock.at(5, () -> note("never"));
    clock.thaw();
    awaitRest();
    assertThat(seen).containsExactly("5 last");
    assertThat(clock.now()).isEqualTo(5);
  }

  @Test
  void freezingHoldsEvenIfTheThawBeforeItHasNotBeenCarriedOut() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    clock.turn(() -> await(release));
    clock.at(5, () -> note("never"));
    clock.thaw();
    clock.freeze();
    release.countDown();
    awaitRest();
    assertThat(seen).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aTurnThatThrowsIsReportedAndTheNextIsTaken() throws Exception {
    clock.at(
        1,
        () -> {
          throw new IllegalArgumentException("thrown on purpose");
        });
    clock.at(2, () -> note("next"));
    runDry();
    assertThat(trouble.awaitFailure()).isTrue();
    assertThat(trouble.failures)
        .singleElement()
        .hasToString("java.lang.IllegalArgumentException: thrown on purpose");
    assertThat(seen).containsExactly("2 next");
  }

  @Test
  void timersFromManyThreadsAreAllTakenInOrder() throws Exception {
    int threads = 4;
    int each = 5000;
    AtomicInteger fired = new AtomicInteger();
    List<Long> times = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(threads);
    clock.at(Long.MAX_VALUE / 2, () -> times.add(clock.now()));
    clock.thaw();
    for (int t = 0; t < threads; t++) {
      RandomStream stream = RandomStream.of(3, "thread", t);
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  clock.at(
                      clock.now() + stream.nextInt(50),
                      () -> {
                        times.add(clock.now());
                        fired.incrementAndGet();
                      });
                }
                ready.countDown();
              })
          .start();
    }
    assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
    CountDownLatch drained = new CountDownLatch(1);
    clock.at(Long.MAX_VALUE - 1, drained::countDown);
    assertThat(drained.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(trouble.failures).isEmpty();
    assertThat(fired).hasValue(threads * each);
    assertThat(times).isSorted();
  }
}
