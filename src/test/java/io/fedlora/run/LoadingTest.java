package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.foundation.FrozenModel;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingTest {
  private final AtomicBoolean closed = new AtomicBoolean();

  @TempDir private Path folder;

  @AfterEach
  void noInterruptIsLeft() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private FrozenModel model() {
    return (FrozenModel)
        Proxy.newProxyInstance(
            FrozenModel.class.getClassLoader(),
            new Class<?>[] {FrozenModel.class},
            (model, method, arguments) -> {
              closed.compareAndSet(false, method.getName().equals("close"));
              return null;
            });
  }

  private static ScenarioRun scenario() {
    return new ScenarioRun(ScenarioFile.load(Path.of("scenarios/tiny.conf"), List.of("rounds=1")));
  }

  @RepeatedTest(50)
  void anInterruptThatLoadingSwallowsIsNotLost() {
    Thread caller = Thread.currentThread();
    Supplier<FrozenModel> swallowing =
        () -> {
          caller.interrupt();
          Thread.interrupted();
          return model();
        };
    assertThatThrownBy(() -> Loading.of(swallowing)).isInstanceOf(InterruptedException.class);
    assertThat(closed).isTrue();
  }

  @Test
  void whatLoadingFailsOfIsThrown() {
    ScenarioException failure = new ScenarioException("no such model");
    assertThatThrownBy(
            () ->
                Loading.of(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void whoIsAskedToEndBeforeARunBeginsLeavesNoFolder() {
    Path out = folder.resolve("run");
    Execution execution = new Execution(scenario(), RunWatcher.NONE, () -> true);
    assertThatThrownBy(() -> execution.into(out)).isInstanceOf(InterruptedException.class);
    assertThat(out).doesNotExist();
  }

  @Test
  void whoIsAskedToEndBeforeARunGoesOnHoldsNoRound() throws Exception {
    Path out = folder.resolve("run");
    ScenarioRun run = scenario();
    AtomicBoolean opened = new AtomicBoolean();
    RunFolder begun = RunFolder.create(out, run.scenario().resolvedText(Execution.VERSION));
    RunWatcher watcher =
        new RunWatcher() {
          @Override
          public void roundOpened(int round, int asked, long time) {
            opened.set(true);
          }
        };
    Execution execution = new Execution(run, watcher, () -> true);
    assertThatThrownBy(() -> execution.goOn(begun, warning -> {}))
        .isInstanceOf(InterruptedException.class);
    assertThat(opened).isFalse();
    assertThat(out.resolve("summary.json")).doesNotExist();
    new Execution(run, watcher).goOn(begun, warning -> {});
    assertThat(opened).isTrue();
    assertThat(out.resolve("summary.json")).exists();
  }
}
