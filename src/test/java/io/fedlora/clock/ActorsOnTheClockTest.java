package io.fedlora.clock;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActorsOnTheClockTest {
  private static final long HOUR = 3_600_000_000_000L;

  private final SeenTrouble trouble = new SeenTrouble();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  private static ActorSystem<String> start(VirtualClock clock, Behavior<String> guardian) {
    return ActorSystem.create(
        guardian, "test", Clocks.configuration(clock).withFallback(ConfigFactory.load()));
  }

  private static void end(ActorSystem<?> system, VirtualClock clock) throws Exception {
    clock.freeze();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    clock.close();
    Clocks.forget(clock);
  }

  @Test
  void akkasOwnTimersKeepVirtualTime() throws Exception {
    VirtualClock clock = new VirtualClock(Pace.VIRTUAL, trouble);
    Behavior<String> actor =
        Behaviors.withTimers(
            timers -> {
              timers.startSingleTimer("hour", "hour", Duration.ofHours(1));
              timers.startSingleTimer("replaced", "never", Duration.ofSeconds(1));
              timers.startSingleTimer("replaced", "second", Duration.ofSeconds(2));
              timers.startSingleTimer("cancelled", "never", Duration.ofSeconds(3));
              timers.startTimerWithFixedDelay("delay", "delay", Duration.ofMinutes(20));
              timers.startTimerAtFixedRate("rate", "rate", Duration.ofMinutes(25));
              timers.cancel("cancelled");
              return Behaviors.receiveMessage(
                  message -> {
                    seen.add(clock.now() / 1_000_000_000L + " " + message);
                    if (message.equals("hour")) {
                      timers.cancelAll();
                    }
                    return Behaviors.same();
                  });
            });
    ActorSystem<String> system = start(clock, actor);
    clock.thaw();
    for (int i = 0; i < 200 && clock.now() < HOUR; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    TimeUnit.MILLISECONDS.sleep(20);
    long last = clock.now();
    end(system, clock);
    assertThat(seen)
        .containsExactly(
            "2 second", "1200 delay", "1500 rate", "2400 delay", "3000 rate", "3600 hour");
    assertThat(last).as("a cancelled timer moves no time").isEqualTo(HOUR);
    assertThat(trouble.failures).isEmpty();
  }

  /** A clock that is set back drops all timers: none of them may be Akka's own. */
  @Test
  void akkaItselfSetsNoTimers() throws Exception {
    VirtualClock clock = new VirtualClock(Pace.VIRTUAL, trouble);
    CountDownLatch idle = new CountDownLatch(1);
    ActorSystem<String> system =
        start(
            clock,
            Behaviors.receiveMessage(
                message -> {
                  clock.reset(idle::countDown);
                  return Behaviors.same();
                }));
    assertThat(clock.pending()).isZero();
    system.tell("message");
    assertThat(idle.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(clock.pending()).isZero();
    end(system, clock);
  }

  @Test
  void messagesOfManyActorsAreTakenInOneOrder() throws Exception {
    List<String> first = chatter();
    assertThat(first).hasSize(400);
    assertThat(chatter()).isEqualTo(first);
  }

  private static List<String> chatter() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    VirtualClock clock = new VirtualClock(Pace.VIRTUAL, new SeenTrouble());
    Behavior<String> guardian =
        Behaviors.setup(
            context -> {
              for (int i = 0; i < 20; i++) {
                context.spawn(talker(clock, lines), "talker-" + i).tell("start");
              }
              return Behaviors.empty();
            });
    ActorSystem<String> system = start(clock, guardian);
    clock.thaw();
    for (int i = 0; i < 200 && lines.size() < 400; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    end(system, clock);
    return lines;
  }

  private static Behavior<String> talker(VirtualClock clock, List<String> lines) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  int[] count = new int[1];
                  return Behaviors.receiveMessage(
                      message -> {
                        lines.add(clock.now() + " " + context.getSelf().path().name());
                        count[0]++;
                        if (count[0] < 20) {
                          if (count[0] % 2 == 0) {
                            context.getSelf().tell("again");
                          } else {
                            timers.startSingleTimer("t", Duration.ofMillis(count[0]));
                          }
                        }
                        return Behaviors.same();
                      });
                }));
  }

  @Test
  void manySystemsStartAndStopOneAfterAnother() throws Exception {
    for (int i = 0; i < 20; i++) {
      VirtualClock clock = new VirtualClock(Pace.VIRTUAL, trouble);
      ActorSystem<String> system = start(clock, Behaviors.ignore());
      clock.thaw();
      system.tell("hello");
      end(system, clock);
    }
    assertThat(trouble.failures).isEmpty();
  }
}
