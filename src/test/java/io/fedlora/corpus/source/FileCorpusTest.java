package io.fedlora.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCorpusTest {
  @TempDir private Path folder = Path.of("");

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static FileCorpus.Options options(
      String file, boolean header, String text, String label) {
    return new FileCorpus.Options(
        Optional.of(file),
        Optional.empty(),
        Optional.empty(),
        false,
        "auto",
        header,
        text,
        Optional.empty(),
        label,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "accuracy");
  }

  private static LabelledTexts read(String file, boolean header, String text, String label) {
    return new FileCorpus(options(file, header, text, label)).read();
  }

  @Test
  void tsvQuotesArePlainCharacters() throws IOException {
    String file = file("a.tsv", "\uFEFFsentence\tlabel\n\"Tis \"odd\t1\r\n\na 'b' \"c\"\t0\n");
    LabelledTexts texts = read(file, true, "sentence", "label");
    assertThat(texts.labels()).containsExactly("0", "1");
    assertThat(texts.training())
        .containsExactly(
            new Example("\"Tis \"odd", null, 1, null), new Example("a 'b' \"c\"", null, 0, null));
  }

  @Test
  void columnsGoByNumberFromOne() throws IOException {
    String file = file("a.tsv", "gj04\t1\t\tGood one.\ngj04\t0\t*\tBad the one.");
    LabelledTexts texts = read(file, false, "4", "2");
    assertThat(texts.training().get(1)).isEqualTo(new Example("Bad the one.", null, 0, null));
    assertThat(read(file("b.tsv", "x\ty\na\t1\nb\t2\n"), true, "1", "2").training()).hasSize(2);
  }

  @Test
  void csvHasQuotesAndLinesWithinThem() throws IOException {
    String file = file("a.csv", "text,kind\n\"one, \"\"two\"\"\nthree\",b\nfour,a\n");
    LabelledTexts texts = read(file, true, "text", "kind");
    assertThat(texts.labels()).containsExactly("a", "b");
    assertThat(texts.training().get(0).text()).isEqualTo("one, \"two\"\nthree");
  }

  @Test
  void jsonLinesGiveStringsNumbersAndArrays() throws IOException {
    String file =
        file(
            "a.jsonl",
            "{\"t\": [\"a b\", \"c\"], \"l\": 10, \"d\": \"x\"}\n"
                + "{\"t\": \"e\", \"l\": 9, \"d\": \"y\"}\n");
    FileCorpus.Options plain = options(file, true, "t", "l");
    LabelledTexts texts =
        new FileCorpus(
                new FileCorpus.Options(
                    plain.file(),
                    Optional.of(file),
                    Optional.empty(),
                    false,
                    "jsonl",
                    true,
                    "t",
                    Optional.of("d"),
                    "l",
                    Optional.of("d"),
                    Optional.of("d"),
                    List.of(),
                    "matthews"))
            .read();
    assertThat(texts.labels()).containsExactly("9", "10");
    assertThat(texts.metric()).isEqualTo(Metric.MATTHEWS);
    assertThat(texts.training().get(0)).isEqualTo(new Example("a b c", "x", 1, "x", "x"));
    assertThat(texts.test()).hasSize(2);
  }

  @Test
  void givenLabelsSetTheirOrderAndAreComplete() throws IOException {
    String file = file("a.csv", "t,l\na,no\nb,yes\nc,maybe\n");
    assertThat(labels(file, "yes", "no", "maybe").training().get(0).label()).isEqualTo(1);
    assertError(() -> labels(file, "yes", "no"), "a.csv, line 4: label maybe is not among");
    assertError(() -> labels(file, "yes", "yes"), "a label is given twice");
  }

  private static LabelledTexts labels(String file, String... labels) {
    FileCorpus.Options plain = options(file, true, "t", "l");
    return new FileCorpus(
            new FileCorpus.Options(
                plain.file(),
                Optional.of(""),
                Optional.empty(),
                false,
                "csv",
                true,
                "t",
                Optional.of(""),
                "l",
                Optional.empty(),
                Optional.empty(),
                List.of(labels),
                "accuracy"))
        .read();
  }

  @Test
  void aRowWithoutAColumnIsNamedByItsLine() throws IOException {
    String tsv = file("a.tsv", "text\tlabel\na b\t0\nc d\n");
    assertError(
        () -> read(tsv, true, "text", "label"),
        "a.tsv, line 3: the row has no column for corpus.label = label; it has 1 column. Mend or"
            + " remove the row");
    String csv = file("a.csv", "text,label\n\"a\nb\",0\n\"c\nd\"\n");
    assertError(() -> read(csv, true, "text", "label"), "a.csv, line 4: the row has no column");
    String json = file("a.jsonl", "{\"text\": \"a\", \"label\": 1}\n\n{\"text\": \"a\"}\n");
    assertError(
        () -> read(json, true, "text", "label"),
        "a.jsonl, line 3: the row has no column for corpus.label = label; it has the fields text");
    String empty = file("b.tsv", "a\t0\n \t1\n");
    assertError(
        () -> read(empty, false, "1", "2"),
        "b.tsv, line 2: the column of corpus.text = 1 is empty");
  }

  @Test
  void wrongColumnsAndFilesAreExplained() throws IOException {
    String tsv = file("a.tsv", "sentence\tlabel\na b\t0\nc d\t1\n");
    assertError(
        () -> read(tsv, true, "text", "label"),
        "corpus.text = text: " + tsv + " has no such column; its first line names sentence, label");
    assertError(() -> read(tsv, false, "text", "2"), "give a number from 1");
    assertError(() -> read(tsv, true, "3", "label"), "has no such column");
    assertError(() -> read(folder + "/none.tsv", true, "a", "b"), "there is no such file");
    assertError(() -> read(file("a.dat", "a"), true, "a", "b"), "Set corpus.format");
    assertError(() -> read(file("e.tsv", "text\tlabel\n"), true, "text", "label"), "holds no rows");
    assertError(() -> read(file("e.tsv", "a\t1\nb\t1\n"), false, "1", "2"), "only the label 1");
    assertError(
        () -> read(file("a.jsonl", "[1]\n"), true, "a", "b"), "line 1: not one JSON object");
    assertError(
        () -> read(file("a.jsonl", "{} {}"), true, "a", "b"), "line 1: not one JSON object");
    assertError(
        () -> read(file("a.jsonl", "{\"a\": "), true, "a", "b"), "line 1: not one JSON object");
    assertError(() -> read(file("q.csv", "a,b\n\"x\"y,1\n"), true, "a", "b"), "q.csv, line 2");
    assertError(() -> new FileCorpus(options("", true, "a", "b")).read(), "corpus.file is missing");
    Path latin = folder.resolve("l.tsv");
    Files.write(latin, "caf\u00e9\t1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertError(() -> read(latin.toString(), false, "1", "2"), "not UTF-8");
  }

  private static void assertError(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ScenarioException.class).hasMessageContaining(message);
  }
}
