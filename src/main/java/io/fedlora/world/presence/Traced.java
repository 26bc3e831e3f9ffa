package io.fedlora.world.presence;

import io.fedlora.scenario.CsvFile;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import io.fedlora.world.Availability;
import io.fedlora.world.Windows;
import io.fedlora.world.Windows.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * As a file says: lines of client, from and to, in seconds since the start of the run, separated by
 * commas; a first line of three names is passed over. Stretches of a client that overlap are taken
 * together. With n clients in the file, client k does as number k mod n of them, in the order of
 * their numbers.
 */
@Named(value = "trace", summary = "as a CSV file of client, from, to (seconds) says")
public final class Traced implements AvailabilityModel {
  private static final String REMEDY = "write lines as 0,120.5,3600: client, from, to in seconds";

  private final List<Availability> traces = new ArrayList<>();

  /**
   * @param file the trace
   * @param repeat time after which it begins anew; none for never
   */
  public record Options(Optional<String> file, Optional<Duration> repeat) {
    public Options {
      if (file.isEmpty()) {
        throw new InvalidValue("file", "is required and not set", "write file = presence.csv");
      }
      if (repeat.isPresent() && repeat.get().isZero()) {
        throw new InvalidValue("repeat", "must be above 0", "write for example repeat = 24h");
      }
    }
  }

  public Traced(Options options) {
    for (List<Window> windows : read(options.file().orElseThrow()).values()) {
      traces.add(
          options.repeat().isPresent()
              ? repeated(windows, options.repeat().get().toNanos())
              : new Stretches(windows, true, "trace"));
    }
    if (traces.isEmpty()) {
      throw new InvalidValue("file", "holds no lines", REMEDY);
    }
  }

  private static Availability repeated(List<Window> windows, long period) {
    try {
      return new Windows(period, Stretches.joined(windows), "trace");
    } catch (IllegalArgumentException e) {
      throw new InvalidValue(
          "repeat", "is shorter than the trace", "make it at least as long as the last time");
    }
  }

  private static Map<Long, List<Window>> read(String file) {
    Map<Long, List<Window>> byClient = new TreeMap<>();
    boolean first = true;
    for (CsvFile.Row row : CsvFile.read(file)) {
      boolean names =
          first && row.fields().size() == 3 && row.fields().stream().allMatch(Traced::isName);
      if (!names) {
        add(byClient, row);
      }
      first = false;
    }
    return byClient;
  }

  private static boolean isName(String field) {
    return !field.matches("[-+.\\d]*\\d[-+.\\deE]*");
  }

  private static void add(Map<Long, List<Window>> byClient, CsvFile.Row row) {
    List<String> fields = row.fields();
    try {
      long client = Long.parseLong(fields.get(0));
      if (client < 0 || fields.size() > 3) {
        throw new IllegalArgumentException("no client, or more than a line holds");
      }
      Window window = new Window(nanos(fields.get(1)), nanos(fields.get(2)));
      byClient.computeIfAbsent(client, k -> new ArrayList<>()).add(window);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new InvalidValue(
          "file",
          "line " + row.line() + " of the file is not client,from,to: " + row.text(),
          REMEDY);
    }
  }

  private static long nanos(String seconds) {
    BigDecimal value = new BigDecimal(seconds).movePointRight(9);
    if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
      throw new IllegalArgumentException("longer than any run");
    }
    return value.longValue();
  }

  @Override
  public Availability of(long seed, int client) {
    return traces.get(client % traces.size());
  }
}
