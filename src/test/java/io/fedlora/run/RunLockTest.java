package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks are kept between processes, so that only another process can tell whether there is one. */
class RunLockTest {
  private static final int TAKEN = 0;
  private static final int REFUSED = 7;

  @TempDir private Path folder;

  /** Another process: takes the lock of a folder and lets go of it, or is refused. */
  public static void main(String[] arguments) throws IOException {
    try (RunLock lock = RunLock.of(Path.of(arguments[0]))) {
      System.exit(TAKEN);
    } catch (ScenarioException e) {
      System.exit(REFUSED);
    }
  }

  private int another() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RunLockTest.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void oneProcessAtATimeHasIt() throws Exception {
    try (RunLock lock = RunLock.of(folder)) {
      assertThat(RunLock.isIn(folder)).isTrue();
      assertThat(another()).isEqualTo(REFUSED);
      assertThatThrownBy(() -> RunLock.of(folder))
          .isInstanceOf(ScenarioException.class)
          .hasMessageContaining("is being written to by another process");
      // Whoever was refused, in this process or another, has not let go of it.
      assertThat(another()).isEqualTo(REFUSED);
    }
    assertThat(RunLock.isIn(folder)).isFalse();
    assertThat(another()).isEqualTo(TAKEN);
  }

  @Test
  void whatIsNoFileIsRefused() throws Exception {
    Files.createSymbolicLink(folder.resolve(".lock"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> RunLock.of(folder))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("is no file that can be written; remove it");
    Files.delete(folder.resolve(".lock"));
    Files.createDirectory(folder.resolve(".lock"));
    assertThatThrownBy(() -> RunLock.of(folder)).isInstanceOf(ScenarioException.class);
    Files.delete(folder.resolve(".lock"));
    RunLock.of(folder).close();
  }

  @Test
  void theFileOfAProcessThatWasKilledIsTaken() throws Exception {
    Files.createFile(folder.resolve(".lock"));
    assertThat(another()).isEqualTo(TAKEN);
    Files.deleteIfExists(folder.resolve(".lock"));
  }
}
