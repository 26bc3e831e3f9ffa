package io.fedlora.report.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
  @TempDir private Path folder;

  /** Rows with their columns in the order of names. */
  private List<String> rows(String file) throws IOException {
    HydratorSupplier<Map<String, Object>, String> rows =
        HydratorSupplier.constantly(
            new Hydrator<>() {
              @Override
              public Map<String, Object> start() {
                return new TreeMap<>();
              }

              @Override
              public Map<String, Object> add(Map<String, Object> row, String name, Object value) {
                row.put(name, value);
                return row;
              }

              @Override
              public String finish(Map<String, Object> row) {
                return row.toString();
              }
            });
    try (Stream<String> read = ParquetReader.streamContent(folder.resolve(file).toFile(), rows)) {
      return read.toList();
    }
  }

  private List<String> schema(String file) throws IOException {
    return ParquetReader.readMetadata(folder.resolve(file).toFile())
        .getFileMetaData()
        .getSchema()
        .getColumns()
        .stream()
        .map(one -> one.getPath()[0] + " " + one.getPrimitiveType().getPrimitiveTypeName())
        .toList();
  }

  @Test
  void everyLineIsARowAndReportsAreColumns() throws IOException {
    Files.writeString(
        folder.resolve("rounds.jsonl"),
        """
        {"round":1,"t":60000000000,"closed":"all","mergedLate":0,"metric":1,"reports":{}}
        {"round":2,"t":90000000000,"closed":"deadline","mergedLate":1,"metric":null,"reports":{"ratio":0.5}}
        """);
    assertThat(ParquetFiles.write(folder)).containsExactly(folder.resolve("rounds.parquet"));
    assertThat(schema("rounds.parquet"))
        .containsExactly(
            "round INT64",
            "t INT64",
            "closed BINARY",
            "mergedLate INT64",
            "metric DOUBLE",
            "reports.ratio DOUBLE");
    assertThat(rows("rounds.parquet"))
        .containsExactly(
            "{closed=all, mergedLate=0, metric=1.0, reports.ratio=null, round=1, t=60000000000}",
            "{closed=deadline, mergedLate=1, metric=null, reports.ratio=0.5, round=2, t=90000000000}");
  }

  @Test
  void whatNoLineHasAValueForIsLeftOut() throws IOException {
    Files.writeString(
        folder.resolve("clients.jsonl"),
        """
        {"round":1,"client":0,"metric":null,"reports":null}
        {"round":1,"client":1,"metric":null,"reports":{"train-loss":2}}
        """);
    ParquetFiles.write(folder);
    assertThat(schema("clients.parquet"))
        .containsExactly("round INT64", "client INT64", "reports.train-loss DOUBLE");
  }

  @Test
  void everySingularValueIsARow() throws IOException {
    Files.writeString(
        folder.resolve("spectra.jsonl"),
        """
        {"client":null,"linear":"layer.1.query","rank":1,"values":[3,0.25]}
        {"client":7,"linear":"layer.1.query","rank":1,"values":[2]}
        """);
    ParquetFiles.write(folder);
    assertThat(schema("spectra.parquet"))
        .containsExactly(
            "client INT64", "linear BINARY", "rank INT64", "index INT64", "value DOUBLE");
    assertThat(rows("spectra.parquet"))
        .containsExactly(
            "{client=null, index=1, linear=layer.1.query, rank=1, value=3.0}",
            "{client=null, index=2, linear=layer.1.query, rank=1, value=0.25}",
            "{client=7, index=1, linear=layer.1.query, rank=1, value=2.0}");
  }

  @Test
  void theSameMetricsGiveTheSameBytes() throws IOException {
    Files.writeString(
        folder.resolve("clients.jsonl"), "{\"round\":1,\"client\":0,\"metric\":0.1}\n");
    ParquetFiles.write(folder);
    byte[] first = Files.readAllBytes(folder.resolve("clients.parquet"));
    ParquetFiles.write(folder);
    assertThat(folder.resolve("clients.parquet")).hasBinaryContent(first);
  }

  @Test
  void whereNothingWasMeasuredNothingIsWritten() throws IOException {
    Files.writeString(folder.resolve("clients.jsonl"), "");
    assertThat(ParquetFiles.write(folder)).isEmpty();
    assertThat(folder.resolve("clients.parquet")).doesNotExist();
  }

  @Test
  void aDamagedFileIsRefusedAndLeavesWhatWasThere() throws IOException {
    Files.writeString(folder.resolve("clients.jsonl"), "{\"round\":1,\"metric\":0.1}\n");
    ParquetFiles.write(folder);
    byte[] before = Files.readAllBytes(folder.resolve("clients.parquet"));
    Files.writeString(folder.resolve("clients.jsonl"), "{\"round\":1,\n");
    assertThatThrownBy(() -> ParquetFiles.write(folder))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("clients.jsonl");
    assertThat(folder.resolve("clients.parquet")).hasBinaryContent(before);
  }
}
