package io.fedlora.run;

import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Spectrum;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.method.Scored;
import io.fedlora.report.SpectraFile;
import io.fedlora.report.reading.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Singular values of the updates that a run ended with ({@code docs/methods.md#pf2lora}), with the
 * scalings with which the method scores them.
 */
final class FinalSpectra {
  /** Of so many clients, evenly drawn, the values are kept; of all, the rank. */
  private static final int MOST_CLIENTS = 1_000;

  private final SpectraFile file = new SpectraFile();
  private final List<Integer> ranks = new ArrayList<>();

  /**
   * Decomposes them. A model that is scored for several clients on end is looked at once.
   *
   * @param scored the model of each client
   */
  FinalSpectra(State common, int clients, IntFunction<Scored> scored) {
    TreeSet<Integer> kept =
        new TreeSet<>(Sample.evenly(IntStream.range(0, clients).boxed().toList(), MOST_CLIENTS));
    addCommon(common, clients, scored);
    Scored last = null;
    SortedMap<String, Spectrum> spectra = new TreeMap<>();
    for (int client = 0; client < clients; client++) {
      Scored model = scored.apply(client);
      if (last == null || !EffectiveUpdate.isSame(model, last)) {
        spectra = spectra(model, List.copyOf(model.state().names()));
        last = model;
      }
      ranks.add(spectra.values().stream().mapToInt(Spectrum::rank).max().orElse(0));
      if (kept.contains(client)) {
        OptionalInt whose = OptionalInt.of(client);
        spectra.forEach((linear, one) -> file.add(whose, linear, one.rank(), one.values()));
      }
    }
  }

  /** As the first client has it whose common parts are laid out like the server's, if one is. */
  private void addCommon(State common, int clients, IntFunction<Scored> scored) {
    for (int client = 0; client < clients; client++) {
      Scored model = scored.apply(client);
      List<String> shared = new ArrayList<>();
      boolean fits = true;
      for (String name : model.state().names()) {
        if (common.has(name)) {
          shared.add(name);
          fits &= model.state().part(name).layout().equals(common.part(name).layout());
        }
      }
      if (fits) {
        Scored servers = new Scored(model.wiring(), model.state().with(common.only(shared)));
        spectra(servers, shared)
            .forEach(
                (linear, one) -> file.add(OptionalInt.empty(), linear, one.rank(), one.values()));
        return;
      }
    }
  }

  private static SortedMap<String, Spectrum> spectra(Scored model, List<String> parts) {
    SortedMap<String, Spectrum> spectra = new TreeMap<>();
    if (StateMath.firstNonFinite(model.state().only(parts)).isPresent()) {
      return spectra;
    }
    SortedMap<String, List<Factors>> terms = EffectiveUpdate.byLinear(model, parts::contains);
    terms.forEach((linear, all) -> spectra.put(linear, Spectrum.of(all)));
    return spectra;
  }

  /** The largest numerical rank over the linears, for each client; 0 for one that has diverged. */
  List<Integer> ranks() {
    return ranks;
  }

  /** The values themselves. */
  SpectraFile file() {
    return file;
  }
}
