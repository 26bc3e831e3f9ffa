package io.fedlora.clock;

import io.fedlora.clock.TimerHeap.Timer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a run, with the one thread on which all its turns are taken.
 *
 * <p>Turns that are waiting are taken first in, first out. When none waits, time moves on to the
 * next timer in order of (time, serial). A hold whose result is not in yet stops time ({@link
 * Pace#VIRTUAL}) or is overtaken by it ({@link Pace#WALL}). A frozen clock takes turns but lets no
 * time pass: Akka's own timers sit on the same heap, so it is frozen while the actor system starts
 * and stops.
 */
public final class VirtualClock implements Clock, AutoCloseable {
  private static final long WATCHDOG_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Pace pace;
  private final Watcher watcher;
  private final Thread thread;
  private final TimerHeap timers = new TimerHeap();
  private final Queue<Runnable> ownTurns = new ArrayDeque<>();
  private final Queue<Runnable> foreignTurns = new ConcurrentLinkedQueue<>();
  private final Set<ResultHold<?>> overdue = ConcurrentHashMap.newKeySet();
  private volatile boolean frozen = true;
  private final AtomicLong freezes = new AtomicLong();
  private volatile boolean closed;
  private volatile long now;
  private long wallOrigin;
  private boolean stallReported;

  /** Is told what goes wrong in the clock's thread. */
  public interface Watcher {
    /** A turn threw. */
    void failed(Throwable error);

    /** Time cannot go on: nothing is pending. */
    void stalled(long now);

    /** A result is long overdue in real time. */
    void stuck(String what, long seconds);
  }

  /** A frozen clock at time 0, its thread started. */
  public VirtualClock(Pace pace, Watcher watcher) {
    this.pace = pace;
    this.watcher = watcher;
    this.thread = new Thread(this::takeTurns, "fedlora-clock");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public Ticket at(long at, Runnable turn) {
    Timer timer =
        new Timer(Math.max(at, now)) {
          @Override
          void run() {
            turn.run();
          }
        };
    timers.add(timer);
    wakeFromOutside();
    return timer;
  }

  @Override
  public <T> Hold<T> hold(long at, String what, BiConsumer<@Nullable T, @Nullable Throwable> turn) {
    ResultHold<T> hold = new ResultHold<>(this, Math.max(at, now), what, turn);
    timers.add(hold);
    wakeFromOutside();
    return hold;
  }

  /** Takes a turn as soon as those before it are done. */
  public void turn(Runnable turn) {
    if (Thread.currentThread() == thread) {
      ownTurns.add(turn);
    } else {
      foreignTurns.add(turn);
      wake();
    }
  }

  /**
   * Lets time pass, once the turns before this are done and unless it is frozen again till then.
   */
  public void thaw() {
    long before = freezes.get();
    turn(
        () -> {
          synchronized (freezes) {
            if (freezes.get() == before) {
              wallOrigin = System.nanoTime() - now;
              frozen = false;
            }
          }
        });
  }

  /** Stops time at once; turns go on. */
  public void freeze() {
    synchronized (freezes) {
      freezes.incrementAndGet();
      frozen = true;
    }
  }

  /**
   * Sets the clock back to 0, frozen, as soon as no turn is waiting any more; timers and results
   * that were pending are dropped. To be called when nobody who set them is there any more.
   *
   * @param done called in the turn that sets it back
   */
  public void reset(Runnable done) {
    freeze();
    turn(
        () -> {
          if (!ownTurns.isEmpty() || !foreignTurns.isEmpty()) {
            reset(done);
            return;
          }
          timers.clear();
          overdue.clear();
          now = 0;
          stallReported = false;
          done.run();
        });
  }

  /** How many timers and results are pending. */
  int pending() {
    return timers.pending();
  }

  /** Ends the thread; what is pending is dropped. */
  @Override
  public void close() {
    closed = true;
    wake();
    if (Thread.currentThread() != thread) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  private void wakeFromOutside() {
    if (Thread.currentThread() != thread) {
      wake();
    }
  }

  /**
   * An overdue result will not be missed; one that is not overdue is skipped when its turn comes.
   */
  void isTakenBack(ResultHold<?> hold) {
    overdue.remove(hold);
    wake();
  }

  void resultIsIn(ResultHold<?> hold) {
    if (overdue.remove(hold)) {
      timers.addLate(hold, now);
    }
    wake();
  }

  private void takeTurns() {
    while (!closed) {
      try {
        Runnable turn = ownTurns.poll();
        if (turn == null) {
          turn = foreignTurns.poll();
        }
        if (turn != null) {
          turn.run();
        } else {
          passTime();
        }
      } catch (Throwable error) {
        watcher.failed(error);
      }
    }
  }

  private void passTime() {
    if (frozen) {
      LockSupport.park(this);
      return;
    }
    Timer next = timers.peek();
    if (next == null) {
      if (overdue.isEmpty() && !stallReported && foreignTurns.isEmpty()) {
        stallReported = true;
        watcher.stalled(now);
      }
      LockSupport.park(this);
      return;
    }
    if (pace == Pace.WALL) {
      passWallTime(next);
    } else if (next.isReady()) {
      fire(next, next.time());
    } else {
      awaitResult((ResultHold<?>) next);
    }
  }

  private void fire(Timer timer, long time) {
    if (timers.remove(timer)) {
      now = Math.max(now, time);
      timer.run();
    }
  }

  /**
   * Waits for the result at the head of the heap. Nothing else may happen meanwhile: no turn is
   * waiting, and every other timer is later.
   */
  private void awaitResult(ResultHold<?> hold) {
    long since = System.nanoTime();
    long warned = 0;
    while (!hold.isReady() && !hold.isCancelled() && foreignTurns.isEmpty() && !closed && !frozen) {
      LockSupport.parkNanos(this, WATCHDOG_NANOS / 4);
      long waited = System.nanoTime() - since;
      if (waited - warned > WATCHDOG_NANOS) {
        warned = waited;
        watcher.stuck(hold.what(), TimeUnit.NANOSECONDS.toSeconds(waited));
      }
    }
  }

  private void passWallTime(Timer next) {
    long elapsed = System.nanoTime() - wallOrigin;
    if (next.time() > elapsed) {
      LockSupport.parkNanos(this, next.time() - elapsed);
    } else if (next.isReady()) {
      fire(next, elapsed);
    } else {
      ResultHold<?> hold = (ResultHold<?>) next;
      if (timers.remove(hold)) {
        becomesOverdue(hold);
      }
    }
  }

  /** From here on whoever hands the result in puts it back, unless that happened just before. */
  private void becomesOverdue(ResultHold<?> hold) {
    overdue.add(hold);
    if ((hold.isReady() || hold.isCancelled()) && overdue.remove(hold)) {
      timers.addLate(hold, now);
    }
  }
}
