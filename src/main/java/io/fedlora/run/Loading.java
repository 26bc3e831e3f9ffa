package io.fedlora.run;

import io.fedlora.foundation.FrozenModel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The loading of a model, on a thread of its own: what unpacks and links native libraries may
 * swallow an interrupt, or break when one closes the file it is reading.
 */
final class Loading {
  private Loading() {}

  /**
   * Loads a model.
   *
   * @throws InterruptedException if the calling thread was interrupted meanwhile; the model has
   *     been loaded all the same, since native code cannot be stopped, and has been closed
   */
  static FrozenModel of(Supplier<FrozenModel> load) throws InterruptedException {
    FutureTask<FrozenModel> task = new FutureTask<>(load::get);
    Thread thread = new Thread(task, "fedlora-loading");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    while (!task.isDone()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    // One that came when the model was there already has woken nobody.
    interrupted |= Thread.interrupted();
    try {
      FrozenModel model = task.get();
      if (interrupted) {
        model.close();
        throw new InterruptedException("while the model was loaded");
      }
      return model;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException foreseen ? foreseen : new IllegalStateException(cause);
  }
}
