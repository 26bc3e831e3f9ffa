package io.fedlora.clock;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Akka's dispatchers on the clock: the turns of all actors are the clock's turns. */
public final class ClockDispatcher extends ExecutorServiceConfigurator {
  private final VirtualClock clock;

  /** Called by Akka. */
  public ClockDispatcher(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    this.clock = Clocks.of(prerequisites.settings().config());
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> new Turns(clock);
  }

  /** Looks like a thread pool to Akka; its only thread is the clock's. */
  private static final class Turns extends AbstractExecutorService implements ExecutorService {
    private final VirtualClock clock;
    private volatile boolean down;

    Turns(VirtualClock clock) {
      this.clock = clock;
    }

    @Override
    public void execute(Runnable turn) {
      clock.turn(turn);
    }

    @Override
    public void shutdown() {
      down = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      down = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return down;
    }

    @Override
    public boolean isTerminated() {
      return down;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return down;
    }
  }
}
