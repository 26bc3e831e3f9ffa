package io.fedlora.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WallClockTest {
  private static final long MILLISECOND = 1_000_000L;

  private final SeenTrouble trouble = new SeenTrouble();
  private final VirtualClock clock = new VirtualClock(Pace.WALL, trouble);
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    clock.close();
  }

  @Test
  void timersAreWaitedForInRealTime() throws Exception {
    List<Long> fired = Collections.synchronizedList(new ArrayList<>());
    clock.at(20 * MILLISECOND, () -> fired.add(clock.now()));
    clock.at(40 * MILLISECOND, () -> fired.add(clock.now()));
    long begun = System.nanoTime();
    clock.thaw();
    assertThat(trouble.awaitStall()).isTrue();
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(40 * MILLISECOND);
    assertThat(fired).hasSize(2).isSorted();
    assertThat(fired.get(0)).isGreaterThanOrEqualTo(20 * MILLISECOND);
    assertThat(fired.get(1)).isGreaterThanOrEqualTo(40 * MILLISECOND);
  }

  @Test
  void aResultThatIsNotInByItsInstantIsOvertakenAndComesLater() throws Exception {
    Clock.Hold<String> hold =
        clock.hold(5 * MILLISECOND, "work", (result, error) -> seen.add(result));
    clock.at(10 * MILLISECOND, () -> seen.add("overtakes"));
    clock.at(10 * MILLISECOND, () -> hold.complete("result"));
    clock.thaw();
    assertThat(trouble.awaitStall()).isTrue();
    assertThat(seen).containsExactly("overtakes", "result");
    assertThat(trouble.failures).isEmpty();
  }

  @Test
  void aResultThatIsInEarlyWaitsForItsInstant() throws Exception {
    Clock.Hold<String> hold =
        clock.hold(20 * MILLISECOND, "work", (result, error) -> seen.add(result));
    clock.at(10 * MILLISECOND, () -> seen.add("timer"));
    hold.complete("result");
    clock.thaw();
    assertThat(trouble.awaitStall()).isTrue();
    assertThat(seen).containsExactly("timer", "result");
    assertThat(clock.now()).isGreaterThanOrEqualTo(20 * MILLISECOND);
  }

  @Test
  void anOverdueResultThatIsTakenBackIsNoLongerWaitedFor() throws Exception {
    Clock.Hold<String> hold = clock.hold(MILLISECOND, "work", (result, error) -> seen.add(result));
    clock.at(15 * MILLISECOND, hold::cancel);
    clock.thaw();
    assertThat(trouble.awaitStall()).isTrue();
    hold.complete("nobody wants it");
    TimeUnit.MILLISECONDS.sleep(10);
    assertThat(seen).isEmpty();
  }
}
