package io.fedlora.report.parquet;

import com.google.gson.JsonPrimitive;
import io.fedlora.file.WholeFile;
import io.fedlora.report.SpectraFile;
import io.fedlora.report.reading.GrowingLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The metrics files of a run as Parquet, each beside the file that it is made from. Pages are not
 * compressed: the codecs would bring native libraries along.
 */
public final class ParquetFiles {
  private static final SortedMap<String, Flattening> SOURCES =
      new TreeMap<>(
          Map.of(
              "rounds.jsonl",
              Flattening.OBJECTS,
              "clients.jsonl",
              Flattening.OBJECTS,
              SpectraFile.NAME,
              Flattening.VALUES));

  private ParquetFiles() {}

  /**
   * Writes {@code clients.parquet}, {@code rounds.parquet} and, once a run has ended, {@code
   * spectra.parquet}; earlier ones are replaced. A file without lines gives none.
   *
   * @return what was written
   * @throws io.fedlora.file.UnreadableFileException if a metrics file is damaged
   */
  public static List<Path> write(Path run) {
    List<Path> written = new ArrayList<>();
    SOURCES.forEach(
        (name, flattening) -> {
          Path source = run.resolve(name);
          List<Column> columns = columns(source, flattening);
          if (!columns.isEmpty()) {
            Path target = run.resolve(name.replace(".jsonl", ".parquet"));
            WholeFile.write(target, out -> write(source, flattening, columns, out));
            written.add(target);
          }
        });
    return written;
  }

  /**
   * Those that any line has a value for, in the order of the lines; those out of objects behind, by
   * name.
   */
  private static List<Column> columns(Path source, Flattening flattening) {
    Set<String> plain = new LinkedHashSet<>();
    Set<String> inner = new TreeSet<>();
    Set<String> valued = new TreeSet<>();
    new GrowingLines(source)
        .read(
            line ->
                flattening.rows(
                    line,
                    row ->
                        row.forEach(
                            (name, value) -> {
                              (name.contains(".") ? inner : plain).add(name);
                              if (value.isJsonPrimitive()) {
                                valued.add(name);
                              }
                            })));
    return Stream.concat(plain.stream(), inner.stream())
        .filter(valued::contains)
        .map(Column::new)
        .toList();
  }

  private static void write(
      Path source, Flattening flattening, List<Column> columns, OutputStream out)
      throws IOException {
    List<Type> types = columns.stream().<Type>map(Column::type).toList();
    MessageType schema =
        new MessageType(String.valueOf(source.getFileName()).replace(".jsonl", ""), types);
    SimpleGroupFactory rows = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new StreamedFile(out))
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      new GrowingLines(source)
          .read(
              line ->
                  flattening.rows(
                      line,
                      values -> {
                        Group row = rows.newGroup();
                        for (Column column : columns) {
                          if (values.get(column.name()) instanceof JsonPrimitive value) {
                            column.put(row, value);
                          }
                        }
                        try {
                          writer.write(row);
                        } catch (IOException e) {
                          throw new UncheckedIOException(e);
                        }
                      }));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
