package io.fedlora.foundation.torch;

import io.fedlora.adapter.Entry;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Low-rank adapters in the fast form: whatever their part, all adapters at a site go down in one
 * product and up in another, whose matrix is zero outside each adapter's own linear.
 */
final class LowRankText implements InsertionText {
  private static final Template TEMPLATE = Template.named("low-rank");

  @Override
  public String at(Site site, Draft draft) {
    StringBuilder text = new StringBuilder();
    for (boolean detached : List.of(false, true)) {
      List<LowRank> adapters =
          adapters(site, draft).stream().filter(one -> one.detached() == detached).toList();
      if (!adapters.isEmpty()) {
        text.append(text(adapters, detached, site, draft));
      }
    }
    return text.toString();
  }

  private static String text(List<LowRank> adapters, boolean detached, Site site, Draft draft) {
    return TEMPLATE.fill(
        Map.of(
            "down",
            cut(detached, stacked(adapters, draft, LowRank::downPart, LowRank::down, one -> 1.0)),
            "up",
            cut(
                detached,
                stacked(adapters, draft, LowRank::upPart, LowRank::up, one -> scale(one, draft))),
            "spread",
            site.linears().size() > 1 ? spread(adapters, site, draft) : "",
            "input",
            cut(detached, site.input()),
            "output",
            site.output()));
  }

  /** A value, or the same without a way back. */
  static String cut(boolean detached, String value) {
    return detached ? "torch.detach(" + value + ")" : value;
  }

  /** The low-rank adapters at a site, in canonical order. */
  static List<LowRank> adapters(Site site, Draft draft) {
    List<LowRank> adapters = new ArrayList<>();
    for (Insertion insertion : draft.wiring().at(site.layer())) {
      if (insertion instanceof LowRank adapter && site.linears().contains(adapter.linear())) {
        adapters.add(adapter);
      }
    }
    return adapters;
  }

  static double scale(LowRank adapter, Draft draft) {
    Architecture architecture = draft.wiring().architecture();
    boolean query = adapter.linear() == Linear.QUERY && draft.form() == Form.FAST;
    return query ? adapter.scale() * FrozenTable.queryFactor(architecture) : adapter.scale();
  }

  /** One matrix of the factors of all adapters, one below the other; a part's lie side by side. */
  private static String stacked(
      List<LowRank> adapters,
      Draft draft,
      Function<LowRank, String> partOf,
      Function<LowRank, String> entry,
      Function<LowRank, Double> scale) {
    Map<String, List<LowRank>> byPart = new LinkedHashMap<>();
    for (LowRank adapter : adapters) {
      byPart.computeIfAbsent(partOf.apply(adapter), part -> new ArrayList<>()).add(adapter);
    }
    List<String> matrices = new ArrayList<>();
    byPart.forEach(
        (part, own) -> {
          List<Entry> entries =
              own.stream()
                  .map(adapter -> draft.wiring().layout(part).entry(entry.apply(adapter)))
                  .toList();
          matrices.add(draft.pieces().matrix(part, entries, own.stream().map(scale).toList()));
        });
    return matrices.size() == 1 ? matrices.get(0) : "torch.cat(" + matrices + ", 0)";
  }

  /** Puts each row of the upward matrix into the columns of its own linear, zeros elsewhere. */
  private static String spread(List<LowRank> adapters, Site site, Draft draft) {
    int linears = site.linears().size();
    int rows = adapters.stream().mapToInt(LowRank::rank).sum();
    double[] own = new double[rows * linears];
    int row = 0;
    for (LowRank adapter : adapters) {
      for (int i = 0; i < adapter.rank(); i++) {
        own[row++ * linears + site.linears().indexOf(adapter.linear())] = 1;
      }
    }
    String mask = draft.cast(draft.constants().add(own, rows, linears, 1));
    int columns = linears * draft.wiring().architecture().outputs(site.linears().get(0));
    String product = "torch.mul(torch.unsqueeze(b, 1), " + mask + ")";
    return "b = torch.reshape(" + product + ", [" + rows + ", " + columns + "])";
  }
}
