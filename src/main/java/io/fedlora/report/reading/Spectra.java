package io.fedlora.report.reading;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Spectrum;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.adapter.StateMath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Singular values of the low-rank updates that a run ended with (algorithms reference 1.7): of the
 * common one, BA, and of a client's whole one, BA + DC, of each adapted linear.
 */
public final class Spectra {
  private static final String DOWN = ".A";
  private static final String UP = ".Bt";

  /**
   * Singular values in descending order, and how many of them count.
   *
   * @param values of the common update alone, or of a client's whole one
   * @param rank those above {@link Spectrum#RANK_TOLERANCE} of the largest
   */
  public record Values(List<Double> values, int rank) {}

  private final Path adapters;
  private final Map<String, String> scenario;
  private final @Nullable State common;

  private Spectra(Path adapters, Map<String, String> scenario, @Nullable State common) {
    this.adapters = adapters;
    this.scenario = scenario;
    this.common = common;
  }

  /**
   * Opens {@code adapters/}.
   *
   * @param scenario the run's values by key, for ranks and scalings
   */
  static Spectra open(Path adapters, Map<String, String> scenario) {
    Path file = adapters.resolve("common.safetensors");
    return new Spectra(adapters, scenario, Files.exists(file) ? StateFile.read(file) : null);
  }

  /** Of the common updates alone, by linear; empty if nothing low-rank is common. */
  public SortedMap<String, Values> common() {
    return common == null ? new TreeMap<>() : of(common);
  }

  /** Whether clients have low-rank updates of their own beside common ones. */
  public boolean isTwoLevel() {
    Path file = adapters.resolve("client-0.safetensors");
    return common != null
        && Files.exists(file)
        && !terms(common).isEmpty()
        && !terms(StateFile.read(file)).isEmpty();
  }

  /** Of the client's whole updates, by linear; empty if there are none or they are not finite. */
  public SortedMap<String, Values> client(int client) {
    Path file = adapters.resolve("client-" + client + ".safetensors");
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    State own = StateFile.read(file);
    return of(common == null ? own : common.with(own));
  }

  private SortedMap<String, Values> of(State state) {
    SortedMap<String, Values> values = new TreeMap<>(Spectra::byLayer);
    if (StateMath.firstNonFinite(state).isPresent()) {
      return values;
    }
    terms(state)
        .forEach(
            (linear, terms) -> {
              Spectrum spectrum = Spectrum.of(terms);
              List<Double> list = new ArrayList<>();
              for (double value : spectrum.values()) {
                list.add(value);
              }
              values.put(linear, new Values(list, spectrum.rank()));
            });
    return values;
  }

  private Map<String, List<Factors>> terms(State state) {
    Map<String, List<Factors>> terms = new LinkedHashMap<>();
    for (Part part : state.parts()) {
      for (Entry entry : part.layout().entries()) {
        String linear = entry.name().substring(0, Math.max(0, entry.name().lastIndexOf('.')));
        if (entry.name().equals(linear + DOWN) && isPair(part, linear)) {
          double scale = scale(part.name(), entry.shape().get(0));
          terms
              .computeIfAbsent(linear, key -> new ArrayList<>())
              .add(Factors.of(part, linear + DOWN, linear + UP, scale));
        }
      }
    }
    return terms;
  }

  private static boolean isPair(Part part, String linear) {
    List<Entry> entries = part.layout().entries();
    return entries.stream()
            .filter(entry -> entry.name().equals(linear + DOWN) || entry.name().equals(linear + UP))
            .allMatch(entry -> entry.shape().size() == 2 && entry.shape().get(0) > 0)
        && entries.stream().anyMatch(entry -> entry.name().equals(linear + UP));
  }

  /** alpha / rank, the keys of a part other than the common one having its name before them. */
  private double scale(String part, int rank) {
    String prefix = part.equals("common") ? "method." : "method." + part + "-";
    String alpha = scenario.getOrDefault(prefix + "alpha", scenario.get("method.alpha"));
    try {
      return alpha == null ? 1 : Double.parseDouble(alpha) / rank;
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** {@code layer.2.query} before {@code layer.10.query}. */
  private static int byLayer(String one, String other) {
    String[] left = one.split("\\.");
    String[] right = other.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean numbers = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}");
      int order =
          numbers
              ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
              : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
