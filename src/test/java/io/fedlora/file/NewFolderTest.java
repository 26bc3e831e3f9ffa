package io.fedlora.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFolderTest {
  @TempDir private Path folder;

  @Test
  void makesThoseItLiesIn() {
    NewFolder.make(folder.resolve("a/b"));
    NewFolder.make(folder.resolve("a/b"));
    assertThat(folder.resolve("a/b")).isEmptyDirectory();
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> NewFolder.make(file))
        .isInstanceOf(UnmakeableFolderException.class)
        .hasMessage(
            file
                + " cannot be made: "
                + file
                + " is there already; move what is in its way, or name another folder");
    assertThatThrownBy(() -> WholeFolder.write(file.resolve("in"), whole -> {}))
        .isInstanceOf(UnmakeableFolderException.class);
  }

  @Test
  void reasonsAreWords() {
    assertThat(DiskReason.of(new NoSuchFileException("/x"))).isEqualTo("there is no /x");
    assertThat(DiskReason.reading(new NoSuchFileException("/x"))).isEqualTo("no such file");
    assertThat(DiskReason.reading(new AccessDeniedException("/x"))).isEqualTo("it may not be read");
    assertThat(DiskReason.of(new AccessDeniedException("/x")))
        .isEqualTo("/x may not be written to");
    assertThat(DiskReason.of(new FileSystemException("/x", null, "Read-only file system")))
        .isEqualTo("/x: Read-only file system");
    assertThat(DiskReason.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(DiskReason.remedy(new IOException("No space left on device")))
        .isEqualTo("make room");
    assertThat(DiskReason.remedy(new FileSystemException("/x", null, "Read-only file system")))
        .isEqualTo("make the folder that it lies in writable");
    assertThat(DiskReason.remedy(new FileSystemException("/x", null, "Not a directory")))
        .isEqualTo("move what is in its way");
  }
}
