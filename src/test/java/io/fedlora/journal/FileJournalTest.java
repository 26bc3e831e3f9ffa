package io.fedlora.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.file.GrowingFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileJournalTest {
  private final Path file;
  private final AtomicLong now = new AtomicLong();

  FileJournalTest(@TempDir Path folder) {
    this.file = folder.resolve("events.jsonl");
  }

  @Test
  void linesAreNumberedAndTimedAndTheDigestIsThatOfTheFile() throws Exception {
    FileJournal journal = new FileJournal(file, now::get);
    journal.append(new Event.ClientBack(3));
    now.set(50);
    journal.append(new Event.ClientAway(4, "Pause ü"));
    String digest = journal.finish();
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"seq":1,"t":0,"type":"client-back","client":3}
            {"seq":2,"t":50,"type":"client-away","client":4,"reason":"Pause ü"}
            """);
    assertThat(digest).isEqualTo(sha256(file));
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void finishingWaitsForEveryLine() throws Exception {
    FileJournal journal = new FileJournal(file, now::get);
    for (int i = 0; i < 100_000; i++) {
      journal.append(new Event.ClientBack(i));
    }
    String digest = journal.finish();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(100_000);
    for (int i = 0; i < lines.size(); i += 999) {
      assertThat(lines.get(i)).startsWith("{\"seq\":" + (i + 1) + ",").endsWith(":" + i + "}");
    }
    assertThat(digest).isEqualTo(sha256(file));
  }

  @Test
  void finishingWaitsEvenIfTheThreadIsInterrupted() throws Exception {
    FileJournal journal = new FileJournal(file, now::get);
    for (int i = 0; i < 20_000; i++) {
      journal.append(new Event.ClientBack(i));
    }
    Thread.currentThread().interrupt();
    String digest = journal.finish();
    assertThat(Thread.interrupted()).as("the interrupt is not forgotten").isTrue();
    assertThat(Files.readAllLines(file)).hasSize(20_000);
    assertThat(digest).isEqualTo(sha256(file));
  }

  @Test
  void anEmptyJournalIsAnEmptyFile() throws Exception {
    FileJournal journal = new FileJournal(file, now::get);
    assertThat(journal.finish())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(file).isEmptyFile();
  }

  @Test
  void anErrorOfTheDiskReachesWhoeverAppendsAndWhoeverFinishes() throws Exception {
    GrowingFile broken = GrowingFile.create(file);
    broken.close();
    FileJournal journal = new FileJournal(broken, now::get);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                journal.append(new Event.ClientBack(i));
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(journal::finish).isInstanceOf(IOException.class);
    journal.close();
  }

  @Test
  void aFileThatIsThereIsNotTouched() throws Exception {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> new FileJournal(file, now::get))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aClosedJournalTakesNothing() throws Exception {
    FileJournal journal = new FileJournal(file, now::get);
    journal.close();
    journal.close();
    assertThatThrownBy(() -> journal.append(new Event.ClientBack(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
