package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 8, in a sound run beside which the machine is said to have done this or that. */
class MachineCheckTest {
  private static final long MIB = 1 << 20;

  private final SampleRun run = new SampleRun();
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  MachineCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void line(int session, int most, long resident, long heap) {
    lines.add(
        "{\"round\":%d,\"session\":%d,\"slots\":2,\"mostAtOnce\":%d,\"residentBytes\":%d,\"heapBytes\":%d}"
            .formatted(lines.size() + 1, session, most, resident * MIB, heap * MIB));
  }

  private List<Violation> violations() throws IOException {
    run.write(folder);
    Files.write(folder.resolve("machine.jsonl"), lines);
    return RunCheck.of(folder).violations();
  }

  @Test
  void asManyAsThereAreSlotsAndAGrowingHeapAreSound() throws IOException {
    line(1, 1, 500, 200);
    line(1, 2, 900, 400);
    line(1, 2, 3_900, 3_000);
    line(2, 2, 4_000, 300);
    line(2, 2, 4_000, 300);
    line(2, 2, 4_550, 300);
    assertThat(violations()).isEmpty();
    assertThat(RunCheck.of(folder).checked())
        .containsEntry("rounds whose slots and memory were looked at", 6L);
  }

  @Test
  void moreAtOnceThanThereAreSlotsIsFound() throws IOException {
    line(1, 2, 500, 200);
    line(1, 3, 500, 200);
    assertThat(violations())
        .containsExactly(new Violation(8, "machine.jsonl:2: 3 pieces of work at once on 2 slots"));
  }

  @Test
  void whatIsNoNumberIsNotChecked() throws IOException {
    lines.add("{\"round\":1,\"session\":1,\"slots\":\"x\",\"mostAtOnce\":null}");
    lines.add(
        "{\"slots\":1,\"mostAtOnce\":1,\"residentBytes\":\"x\",\"heapBytes\":1,\"session\":{}}");
    assertThat(violations()).isEmpty();
    assertThat(RunCheck.of(folder).unchecked())
        .anyMatch(one -> one.toString().contains("does not say how many slots were in use"));
  }

  @Test
  void nativeMemoryThatGrowsIsFound() throws IOException {
    for (int round = 1; round <= 4; round++) {
      line(1, 2, 500 + 400L * round, 200);
    }
    assertThat(violations())
        .containsExactly(
            new Violation(
                8,
                "machine.jsonl:4: at least 1900 MiB are resident outside Java's heap, at most 1300"
                    + " MiB were after the session's second round"));
  }
}
