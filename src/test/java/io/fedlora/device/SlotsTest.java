package io.fedlora.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlotsTest {
  @Test
  void neverMoreRunsAtOnceThanThereAreSlots() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(200);
    try (Slots slots = new Slots(3)) {
      for (int i = 0; i < 200; i++) {
        slots.submit(
            i,
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              sleep(1);
              running.decrementAndGet();
              done.countDown();
            });
      }
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
      slots.close();
      Slots.Use use = slots.use();
      assertThat(use.slots()).isEqualTo(3);
      assertThat(use.mostAtOnce()).isEqualTo(3);
      assertThat(use.busyNanos()).isGreaterThan(200 * 900_000L);
    }
    assertThat(most).hasValue(3);
  }

  /** Whoever closes a model next must not do so under a step that runs. */
  @Test
  void anInterruptDoesNotCutClosingShort() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Slots slots = new Slots(2);
    slots.submit(
        0,
        () -> {
          begun.countDown();
          sleep(200);
          ended.incrementAndGet();
        });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    Thread.currentThread().interrupt();
    slots.close();
    assertThat(ended).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsDueEarlierBeginsEarlier() throws Exception {
    List<String> begun = Collections.synchronizedList(new ArrayList<>());
    List<String> expected = new ArrayList<>();
    RandomStream draw = RandomStream.of(1, "due");
    try (Slots slots = new Slots(1)) {
      CountDownLatch gate = new CountDownLatch(1);
      slots.submit(-1, () -> await(gate));
      for (int i = 0; i < 100; i++) {
        String name = "%03d %03d".formatted(draw.nextInt(20), i);
        expected.add(name);
        slots.submit(Long.parseLong(name.substring(0, 3)), () -> begun.add(name));
      }
      Collections.sort(expected);
      CountDownLatch last = new CountDownLatch(1);
      slots.submit(1000, last::countDown);
      gate.countDown();
      assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(begun).isEqualTo(expected);
  }

  @Test
  void closingLetsWhatRunsComeToItsEndAndDropsWhatWaits() throws Exception {
    AtomicInteger finished = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(2);
    Slots slots = new Slots(2);
    for (int i = 0; i < 20; i++) {
      slots.submit(
          i,
          () -> {
            begun.countDown();
            sleep(100);
            finished.incrementAndGet();
          });
    }
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    slots.close();
    assertThat(finished).hasValue(2);
    slots.submit(0, finished::incrementAndGet);
    sleep(20);
    assertThat(finished).hasValue(2);
    slots.close();
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
