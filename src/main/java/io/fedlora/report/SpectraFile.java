package io.fedlora.report;

import io.fedlora.file.WholeFile;
import io.fedlora.journal.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code spectra.jsonl}: the singular values of the updates that a run ended with, a line for each
 * client and adapted linear. Lines without a client are of the common update alone.
 */
public final class SpectraFile {
  /** Its name in a run folder. */
  public static final String NAME = "spectra.jsonl";

  private static final MathContext KEPT = new MathContext(7);

  private final StringBuilder text = new StringBuilder();

  /**
   * Adds a line.
   *
   * @param client whose whole update it is; empty for the common update alone
   * @param linear as {@code layer.4.query}
   * @param rank how many of the values count
   * @param values in descending order; seven digits are kept
   */
  public void add(OptionalInt client, String linear, int rank, double[] values) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("client", client.isPresent() ? client.getAsInt() : null);
    line.put("linear", linear);
    line.put("rank", rank);
    List<Double> kept = new ArrayList<>();
    for (double value : values) {
      kept.add(new BigDecimal(value).round(KEPT).doubleValue());
    }
    line.put("values", kept);
    text.append(Json.of(line)).append('\n');
  }

  /** Writes the file into a run folder. */
  public void write(Path folder) {
    WholeFile.write(folder.resolve(NAME), text.toString());
  }
}
