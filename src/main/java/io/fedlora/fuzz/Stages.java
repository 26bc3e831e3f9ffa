package io.fedlora.fuzz;

import io.fedlora.clock.Pace;
import io.fedlora.run.Stage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stages that wait for the next run; there are as many as runs were ever under way at once. */
final class Stages implements AutoCloseable {
  private final Queue<Stage> free = new ConcurrentLinkedQueue<>();

  /** One that is clear. */
  Stage take() {
    Stage stage = free.poll();
    return stage == null ? new Stage(Pace.VIRTUAL) : stage;
  }

  /** It is needed no more; what could not be cleared is not used again. */
  void giveBack(Stage stage) {
    if (stage.isClear()) {
      free.add(stage);
    } else {
      stage.close();
    }
  }

  @Override
  public void close() {
    for (Stage stage = free.poll(); stage != null; stage = free.poll()) {
      stage.close();
    }
  }
}
