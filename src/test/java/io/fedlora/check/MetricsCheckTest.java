package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound run whose metrics files are spoilt in one place after the other. */
class MetricsCheckTest {
  private final SampleRun run = new SampleRun();

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    run.write(folder);
  }

  private List<String> violations() {
    return RunCheck.of(folder).violations().stream().map(Violation::message).toList();
  }

  private void found(String file, String from, String to, String... words) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    String spoilt = text.replaceFirst(from, to);
    assertThat(spoilt).isNotEqualTo(text);
    Files.writeString(path, spoilt);
    assertThat(violations()).anySatisfy(one -> assertThat(one).contains(words));
    Files.writeString(path, text);
  }

  @Test
  void allLinesOfASoundRunAreCompared() {
    assertThat(violations()).isEmpty();
    assertThat(RunCheck.of(folder).checked())
        .containsEntry("lines of rounds.jsonl compared", 4L)
        .containsEntry("lines of clients.jsonl compared", 9L);
  }

  @Test
  void whatTheJournalSaysOtherwiseIsFound() throws IOException {
    found("rounds.jsonl", "\"merged\":2", "\"merged\":1", "round 1", "merged 1.0", "be 2.0");
    found("rounds.jsonl", "\"lost\":1", "\"lost\":7", "round 2", "lost 7.0");
    found("rounds.jsonl", "\"t\":6", "\"t\":7", "round 1", "t 7");
    found("rounds.jsonl", "\"deadline\"", "\"all\"", "says closed \"all\", the journal deadline");
    found("rounds.jsonl", "\\{\"round\":4.*\n", "", "rounds 3.0, it should be 4.0");
    found("rounds.jsonl", "\"round\":3", "\"round\":2", "it should be 3.0");
    found("rounds.jsonl", "\\{\"round\":2", "{", "it should be 2.0");
    found("rounds.jsonl", "\\{\"round\":2", "", "rounds.jsonl:2 is not one whole JSON object");
  }

  @Test
  void aRoundThatIsNotTheMeanOfItsClientsIsFound() throws IOException {
    found("rounds.jsonl", "\"loss\":2", "\"loss\":2.5", "round 2", "loss 2.5");
    found("rounds.jsonl", "\"metricMin\":0.25", "\"metricMin\":0.2", "metricMin 0.2");
    found("rounds.jsonl", "\"metricMax\":0.75", "\"metricMax\":0.8", "metricMax 0.8");
    found("rounds.jsonl", "\"trainLoss\":1.5", "\"trainLoss\":1", "trainLoss 1.0");
    found("rounds.jsonl", "\"ratio\":4", "\"ratio\":5", "reports.ratio 5.0");
    found("clients.jsonl", "\"metric\":0.5", "\"metric\":0.6", "round 2", "metric 0.5");
    found("clients.jsonl", "\"client\":1", "\"client\":2", "client 2 is out of order");
    found("clients.jsonl", "\"round\":2", "\"round\":9", "lines of round 9, that has none");
    found("clients.jsonl", "(?s).*", "", "round 2", "trainLoss 1.5, it should be NaN");
    Files.delete(folder.resolve("clients.jsonl"));
    assertThat(violations()).contains("clients.jsonl is missing");
  }

  @Test
  void aSummaryThatIsNotWhatTheClientsEndedWithIsFound() throws IOException {
    found("summary.json", "\"mean\":0.5", "\"mean\":0.6", "metric.mean 0.6");
    found("summary.json", "\"min\":0.25", "\"min\":0.2", "metric.min 0.2");
    found("summary.json", "\"max\":0.75", "\"max\":0.9", "metric.max 0.9");
    found("summary.json", "0.25,null", "0.35,null", "afterLocal.mean 0.5");
    found("summary.json", "\"loss\":2", "\"loss\":3", "summary.json: says loss 3.0");
    found("summary.json", "0.25,0.5,0.75", "0,0.5,1", "metric.min 0.25, it should be 0.0");
    found("spectra.jsonl", "(?s).*", "", "ranks of client 0 3.0, it should be 0.0");
    found("spectra.jsonl", "\"rank\":2", "\"rank\":1", "ranks of client 1 2.0");
  }
}
