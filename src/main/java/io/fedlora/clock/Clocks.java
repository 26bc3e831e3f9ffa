package io.fedlora.clock;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clocks that actor systems run on. Akka makes its scheduler and its dispatchers itself, from
 * class names in its configuration; they find their clock here by the number that stands there.
 */
public final class Clocks {
  private static final String KEY = "fedlora.clock";
  private static final Map<Long, VirtualClock> CLOCKS = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  private Clocks() {}

  /**
   * Akka's configuration for an actor system on this clock: one thread for all dispatchers, one
   * message a turn. Forget the clock once the system has ended.
   */
  public static Config configuration(VirtualClock clock) {
    long number = NEXT.incrementAndGet();
    CLOCKS.put(number, clock);
    String dispatcher =
        "{ type = Dispatcher, executor = \""
            + ClockDispatcher.class.getName()
            + "\", throughput = 1 }";
    return ConfigFactory.parseString(
        String.join(
            "\n",
            KEY + " = " + number,
            "akka.scheduler.implementation = \"" + ClockScheduler.class.getName() + "\"",
            "akka.actor.default-dispatcher = " + dispatcher,
            "akka.actor.internal-dispatcher = " + dispatcher,
            "akka.actor.default-blocking-io-dispatcher = " + dispatcher,
            "akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off",
            "akka.coordinated-shutdown.exit-jvm = off",
            "akka.jvm-shutdown-hooks = off",
            "akka.log-dead-letters = off",
            "akka.log-dead-letters-during-shutdown = off",
            "akka.loglevel = WARNING"));
  }

  /** Lets go of a clock whose actor system has ended. */
  public static void forget(VirtualClock clock) {
    CLOCKS.values().remove(clock);
  }

  static VirtualClock of(Config config) {
    VirtualClock clock = CLOCKS.get(config.getLong(KEY));
    if (clock == null) {
      throw new IllegalStateException("no clock " + config.getLong(KEY));
    }
    return clock;
  }
}
