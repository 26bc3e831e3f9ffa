package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuardTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Interruption interruption =
      new Interruption(
          Thread.currentThread(), new PrintStream(err, true, StandardCharsets.UTF_8), "");
  private final Thread hook = new Thread(interruption::end);

  @AfterEach
  void endOfTheCommand() throws InterruptedException {
    Thread.interrupted();
    interruption.over();
    hook.join();
  }

  private void awaitInterrupt() {
    assertThatThrownBy(() -> TimeUnit.SECONDS.sleep(15)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void withoutAGuardTheProcessEndsAtOnce() throws InterruptedException {
    try (Interrupts.Guard guard = interruption.guarded()) {
      assertThat(interruption.getAsBoolean()).isFalse();
    }
    hook.start();
    hook.join();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("fedlora: interrupted\n");
    assertThat(Thread.interrupted()).isFalse();
    assertThatThrownBy(interruption::guarded).isInstanceOf(InterruptedRunException.class);
  }

  @Test
  void aGuardedSectionIsInterruptedOnceAndWaitedFor() throws InterruptedException {
    try (Interrupts.Guard guard = interruption.guarded()) {
      hook.start();
      awaitInterrupt();
      assertThat(interruption.getAsBoolean()).isTrue();
      Thread.sleep(700);
    }
    assertThat(hook.isAlive()).isTrue();
    interruption.over();
    hook.join();
    assertThat(err.size()).isZero();
  }

  @Test
  void anInsistentSectionIsInterruptedUntilItListens() {
    try (Interrupts.Guard guard = interruption.insistent()) {
      hook.start();
      awaitInterrupt();
      awaitInterrupt();
      awaitInterrupt();
    }
  }
}
