package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scenarios for GLUE, on folders of its form and, where they are at hand, on its files. */
class GlueScenariosTest {
  private static final Path DATA = Path.of("../shared/data");
  private static final int ROWS = 48;

  @TempDir private Path folder;

  private static String scenario(String task) {
    return "scenarios/glue/" + task + ".conf";
  }

  /** A table whose rows are of two labels in turn. */
  private static void write(Path file, int from, String header, String row, String... labels)
      throws IOException {
    List<String> lines = new ArrayList<>();
    if (!header.isEmpty()) {
      lines.add(header);
    }
    for (int i = 0; i < ROWS; i++) {
      lines.add(
          row.replace("#", String.valueOf(from + i)).replace("LABEL", labels[i % labels.length]));
    }
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          cola | CoLA  | dev.tsv         | none | gj04#t;LABEL#t;#t;A "sentence #;.
          sst2 | SST-2 | dev.tsv         | sentence#t;label | A phrase #; " #t;LABEL
          qnli | QNLI  | dev.tsv         | index#t;question#t;sentence#t;label | #;#t;Why #;?#t;So.#t;LABEL
          qqp  | QQP   | dev.tsv         | id#t;qid1#t;qid2#t;question1#t;question2#t;is_duplicate | #;#t;1#t;2#t;What #;?#t;How?#t;LABEL
          mnli | MNLI  | dev_matched.tsv | index#t;sentence1#t;sentence2#t;label1#t;gold_label | #;#t;It #;#t;Not.#t;neutral#t;LABEL
          """)
  void aFolderOfItsFormIsRead(String task, String name, String dev, String header, String row)
      throws IOException {
    String[] labels =
        switch (task) {
          case "qnli" -> new String[] {"entailment", "not_entailment"};
          case "mnli" -> new String[] {"contradiction", "entailment", "neutral"};
          default -> new String[] {"0", "1"};
        };
    Path glue = folder.resolve("GLUE");
    for (String file : List.of("train.tsv", dev)) {
      int from = file.equals(dev) ? ROWS : 0;
      write(glue.resolve(name).resolve(file), from, form(header), form(row), labels);
    }
    if (task.equals("qqp")) {
      Path train = glue.resolve(name).resolve("train.tsv");
      Files.writeString(train, Files.readString(train) + "90\t1\t2\tCut off\n");
    }
    for (Path at : List.of(glue, glue.resolve(name))) {
      CommandLineCall call =
          CommandLineCall.of(
              "describe",
              scenario(task),
              "corpus.file=" + at,
              "foundation.model=tiny-random",
              "local.max-length=16",
              "clients=4");
      assertThat(call.status()).as(call.err()).isZero();
      assertThat(call.out()).contains("from file over 4 clients", labels.length + " labels");
    }
  }

  private static String form(String text) {
    return text == null ? "" : text.replace("#t;", "\t").replace("#;", "#");
  }

  @ParameterizedTest
  @CsvSource({
    "cola, 50, 2e-3, 1e-4, matthews",
    "sst2, 100, 1e-3, 1e-3, accuracy",
    "qnli, 100, 1e-3, 1e-3, accuracy",
    "qqp, 300, 1e-3, 1e-3, accuracy",
    "mnli, 300, 1e-3, 1e-3, accuracy"
  })
  void roundsAndRatesAreThePapers(
      String task, int rounds, String rate, String privateRate, String metric) {
    var scenario = io.fedlora.scenario.ScenarioFile.load(Path.of(scenario(task)), List.of());
    assertThat(scenario.rounds()).isEqualTo(rounds);
    assertThat(scenario.clients()).isEqualTo(8);
    assertThat(scenario.local().steps()).isEqualTo(10);
    assertThat(scenario.resolvedText("test"))
        .contains(
            "\n  learning-rate = " + rate,
            "\n  private-learning-rate = " + privateRate,
            "\n  rank = 8",
            "\n  private-rank = 2",
            "\n  metric = \"" + metric + '"');
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandLineCall noFiles =
        CommandLineCall.of(
            "run",
            scenario("cola"),
            "corpus.file=" + empty,
            "foundation.model=tiny-random",
            "local.max-length=16");
    assertThat(noFiles.status()).isEqualTo(2);
    assertThat(noFiles.err().lines()).hasSize(1);
    assertThat(noFiles.err()).contains("holds no train.tsv", "the task cola");
    CommandLineCall noModel = CommandLineCall.of("run", scenario("cola"));
    assertThat(noModel.status()).isEqualTo(2);
    assertThat(noModel.err()).contains("point foundation.model at its folder");
  }

  @Test
  void costsAreCountedWithoutEither() {
    CommandLineCall call =
        CommandLineCall.of("costs", scenario("mnli"), "--padded", "rounds=1", "--method=homlora");
    assertThat(call.status()).as(call.err()).isZero();
    // Three labels: 768 × 3 + 3 values of the head.
    assertThat(call.out()).containsPattern("homlora +294,912 .* 2,307").contains("258.1 TFLOP");
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({"cola, matthews", "sst2, accuracy"})
  void realFilesAreTrainedOn(String task, String metric) throws IOException {
    assumeTrue(Files.isRegularFile(DATA.resolve(task).resolve("train.tsv")), "no public files");
    Path out = folder.resolve(task);
    CommandLineCall call =
        CommandLineCall.of(
            "run",
            scenario(task),
            "--quiet",
            "corpus.file=" + DATA.toAbsolutePath().normalize(),
            "foundation.model=minilm-l6",
            "foundation.pooling=mean",
            "corpus.train-per-client=64",
            "corpus.test-per-client=16",
            "local.steps=2",
            "local.max-length=32",
            "rounds=2",
            "--out",
            out.toString());
    assertThat(call.status()).as(call.err()).isZero();
    JsonObject summary =
        JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
    assertThat(summary.getAsJsonObject("metric").get("name").getAsString()).isEqualTo(metric);
    assertThat(summary.get("loss").getAsDouble()).isFinite();
    assertThat(CommandLineCall.of("check", out.toString()).status()).isZero();
  }
}
