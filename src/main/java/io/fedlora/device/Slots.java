package io.fedlora.device;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The device threads of a run, one a slot. Work that is due earlier in virtual time is begun
 * earlier; never more runs at once than there are slots.
 */
public final class Slots implements AutoCloseable {
  private final PriorityQueue<Task> waiting = new PriorityQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private long serial;
  private long busyNanos;
  private int running;
  private int mostRunning;
  private boolean closed;

  private record Task(long due, long serial, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byDue = Long.compare(due, other.due);
      return byDue != 0 ? byDue : Long.compare(serial, other.serial);
    }
  }

  /** Starts the threads. */
  public Slots(int slots) {
    for (int i = 0; i < slots; i++) {
      Thread thread = new Thread(this::work, "fedlora-slot-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Queues work that must not throw. */
  public synchronized void submit(long due, Runnable work) {
    if (!closed) {
      waiting.add(new Task(due, serial++, work));
      notify();
    }
  }

  private void work() {
    while (true) {
      Task task;
      synchronized (this) {
        while (waiting.isEmpty() && !closed) {
          try {
            wait();
          } catch (InterruptedException e) {
            return;
          }
        }
        if (closed) {
          return;
        }
        task = waiting.remove();
        running++;
        mostRunning = Math.max(mostRunning, running);
      }
      long begun = System.nanoTime();
      try {
        task.work().run();
      } finally {
        synchronized (this) {
          running--;
          busyNanos += System.nanoTime() - begun;
        }
      }
    }
  }

  /** What the slots have done so far. */
  public synchronized Use use() {
    return new Use(threads.size(), mostRunning, busyNanos);
  }

  /**
   * Drops what waits and lets what runs come to its end: native code must not be running when the
   * JVM goes down or a model is closed. An interrupt is remembered till then.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
      notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Use of the slots since the start.
   *
   * @param slots how many there are
   * @param mostAtOnce the most that ever ran at once
   * @param busyNanos real time spent working, summed over the slots
   */
  public record Use(int slots, int mostAtOnce, long busyNanos) {}
}
