package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {
  @TempDir private Path folder;

  private void session(int updates) throws IOException {
    try (FrameFile frames = new FrameFile(folder.resolve("updates.frames"))) {
      for (int i = 0; i < updates; i++) {
        frames.keep(i, new byte[] {7, 8});
      }
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void holdsEachUpdateBehindItsLength() throws IOException {
    session(2);
    assertThat(folder.resolve("updates.frames"))
        .hasBinaryContent(new byte[] {0, 0, 0, 2, 7, 8, 0, 0, 0, 2, 7, 8});
  }

  @Test
  void aSessionThatIsBrokenOffEarlierTakesNothingAway() throws IOException {
    session(5);
    session(2);
    assertThat(Files.size(folder.resolve("updates.frames"))).isEqualTo(30);
    session(6);
    assertThat(Files.size(folder.resolve("updates.frames"))).isEqualTo(36);
  }

  @Test
  void whatIsRefusedTakesTheNameOfNothing() throws IOException {
    session(1);
    try (FrameFile frames = new FrameFile(folder.resolve("updates.frames"))) {
      frames.keep(1, new byte[30]);
      frames.refuse();
    }
    assertThat(Files.size(folder.resolve("updates.frames"))).isEqualTo(6);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }
}
