package io.fedlora.corpus.source;

import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Any TSV, CSV or JSON Lines file in UTF-8, with test texts in a file of their own or not. */
@Named(value = "file", summary = "a TSV, CSV or JSON Lines file of your own")
public final class FileCorpus implements Corpus {
  /**
   * Options. A column is given by its name or, in tables, by its number from 1; a table without
   * header has numbers only. An empty string or list counts as not given.
   *
   * @param file path, from the working directory, of the texts to train on, and to test on if there
   *     is no test file; or a folder with {@code train.tsv} and {@code dev.tsv}
   * @param testFile texts to test on; same columns
   * @param task of GLUE, where {@code file} is a folder: its name there
   * @param skipDamaged whether rows that lack a column, or have nothing in it, are left out
   * @param format {@code auto} (by the file's extension), {@code tsv} (quotes are plain
   *     characters), {@code quoted-tsv}, {@code csv} or {@code jsonl}
   * @param header whether a table's first line names its columns
   * @param text column of the text
   * @param textPair column of the second text
   * @param label column of the label
   * @param attribute column by which natural clients are told apart
   * @param group column of what must not be split over train, validation and test
   * @param labels all labels, ids in this order; without it the labels that occur, by value if they
   *     are whole numbers, otherwise by name
   * @param metric {@code accuracy} or {@code matthews}
   */
  public record Options(
      Optional<String> file,
      Optional<String> testFile,
      Optional<String> task,
      boolean skipDamaged,
      String format,
      boolean header,
      String text,
      Optional<String> textPair,
      String label,
      Optional<String> attribute,
      Optional<String> group,
      List<String> labels,
      String metric) {}

  private final Options options;
  private final Columns columns;
  private final Metric metric;

  public FileCorpus(Options options) {
    this.options = options;
    columns =
        new Columns(
            new Column("corpus.text", options.text()),
            column("corpus.text-pair", options.textPair()),
            new Column("corpus.label", options.label()),
            column("corpus.attribute", options.attribute()),
            column("corpus.group", options.group()));
    metric = Metric.named(options.metric());
    if (options.labels().stream().distinct().count() < options.labels().size()) {
      throw new ScenarioException(
          "corpus.labels = " + options.labels() + ": a label is given twice; give each once");
    }
  }

  private static @Nullable Column column(String key, Optional<String> name) {
    return name.filter(n -> !n.isEmpty()).map(n -> new Column(key, n)).orElse(null);
  }

  @Override
  public OptionalInt classes() {
    return options.labels().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(options.labels().size());
  }

  @Override
  public LabelledTexts read() {
    if (options.file().orElse("").isEmpty()) {
      throw new ScenarioException(
          "corpus.file is missing: corpus.source = file needs the path of a TSV, CSV or JSON Lines"
              + " file");
    }
    String file = options.file().orElse("");
    String testFile = options.testFile().orElse("");
    if (Files.isDirectory(Path.of(file))) {
      GlueFolder folder = GlueFolder.find(Path.of(file), options.task());
      file = folder.train().toString();
      testFile = testFile.isEmpty() ? folder.dev().toString() : testFile;
    }
    List<RawExample> training = read("corpus.file", file);
    List<RawExample> test = testFile.isEmpty() ? List.of() : read("corpus.test-file", testFile);
    List<String> labels = options.labels();
    if (labels.isEmpty()) {
      labels =
          LabelNames.sorted(
              Stream.concat(training.stream(), test.stream()).map(RawExample::label).toList());
    }
    if (labels.size() < 2) {
      throw new ScenarioException(
          "corpus.label = %s: only the label %s; give a column with at least two"
              .formatted(options.label(), String.join(", ", labels)));
    }
    return new LabelledTexts(labels, metric, numbered(training, labels), numbered(test, labels));
  }

  private List<RawExample> read(String key, String path) {
    Path file = Path.of(path);
    List<RawExample> examples = new ArrayList<>();
    RowReader.of(options.format(), file, options.header())
        .read(
            key,
            file,
            columns.used(),
            row -> {
              if (!options.skipDamaged() || columns.isWhole(row)) {
                examples.add(columns.example(file, row));
              }
            });
    if (examples.isEmpty()) {
      throw new ScenarioException("%s = %s: the file holds no rows".formatted(key, file));
    }
    return examples;
  }

  private static List<Example> numbered(List<RawExample> raw, List<String> labels) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    labels.forEach(label -> ids.putIfAbsent(label, ids.size()));
    List<Example> examples = new ArrayList<>();
    for (RawExample row : raw) {
      Integer id = ids.get(row.label());
      if (id == null) {
        throw new ScenarioException(
            "%s: label %s is not among corpus.labels = %s. Add it there, or mend or remove the row"
                .formatted(row.where(), row.label(), labels));
      }
      examples.add(new Example(row.text(), row.pair(), id, row.attribute(), row.group()));
    }
    return examples;
  }
}
