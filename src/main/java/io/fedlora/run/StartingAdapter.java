package io.fedlora.run;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.Tensor;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.FederatedMethod.MergeRule;
import io.fedlora.method.StartedMethod;
import io.fedlora.peft.PeftFolder;
import io.fedlora.peft.Site;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A method whose common adapter, and head, start from a PEFT folder. */
final class StartingAdapter {
  private static final String KEY = "foundation.adapter";
  private static final String COMMON = "common";

  private final Scenario scenario;
  private final PeftFolder start;

  private StartingAdapter(Scenario scenario, PeftFolder start) {
    this.scenario = scenario;
    this.start = start;
  }

  /**
   * The method as the scenario wants it to start; the method itself where it wants nothing.
   *
   * @throws ScenarioException if the folder cannot be read, or does not fit
   */
  static FederatedMethod of(Scenario scenario, FederatedMethod method) {
    Optional<String> folder = scenario.foundation().adapter();
    if (folder.isEmpty()) {
      return method;
    }
    PeftFolder start;
    try {
      start = PeftFolder.read(Path.of(folder.get()));
    } catch (UnreadableFileException e) {
      throw scenario.error(
          KEY, String.valueOf(e.getMessage()), "name a folder as fedlora export writes them");
    }
    return new StartingAdapter(scenario, start).started(method);
  }

  private FederatedMethod started(FederatedMethod method) {
    State common = method.initialCommon();
    Wiring wiring = method.scored(0, common, method.initialOwn(0)).wiring();
    List<LowRank> adapters = new ArrayList<>();
    wiring.insertions().stream()
        .filter(one -> one instanceof LowRank)
        .map(LowRank.class::cast)
        .filter(one -> one.downPart().equals(COMMON) && one.upPart().equals(COMMON))
        .forEach(adapters::add);
    if (method.mergeRule() != MergeRule.WEIGHTED_MEAN
        || !common.has(COMMON)
        || adapters.isEmpty()
        || adapters.size() * 2 != common.part(COMMON).layout().entries().size()) {
      throw scenario.error(
          KEY,
          "method "
              + scenario.method().name()
              + " does not average one common low-rank adapter that could start from it",
          "choose pf2lora, homlora or another method that does, or write adapter = none");
    }
    requireSites(adapters);
    Part part = filled(common.part(COMMON), adapters);
    return new StartedMethod(method, part, head(wiring));
  }

  private void requireSites(List<LowRank> adapters) {
    List<Site> wanted =
        adapters.stream().map(one -> new Site(one.layer(), one.linear())).sorted().toList();
    List<Site> found = List.copyOf(start.adapter().updates().keySet());
    if (!found.equals(wanted)) {
      throw scenario.error(
          KEY,
          "its adapter sits on " + words(found) + ", the common adapter on " + words(wanted),
          "set method.targets and method.layers to where it sits");
    }
    int rank = adapters.get(0).rank();
    if (start.adapter().rank() != rank) {
      throw scenario.error(
          KEY,
          "its adapter is of rank " + start.adapter().rank() + ", the common adapter of " + rank,
          "write method.rank = " + start.adapter().rank());
    }
  }

  /** As {@code query, value of layers 4, 5}, linear by linear where layers differ. */
  private static String words(List<Site> sites) {
    TreeMap<Integer, List<String>> layers = new TreeMap<>();
    sites.forEach(
        site ->
            layers
                .computeIfAbsent(site.layer(), key -> new ArrayList<>())
                .add(site.linear().key()));
    List<List<String>> kinds = layers.values().stream().distinct().toList();
    if (kinds.size() != 1) {
      return layers.toString();
    }
    return String.join(", ", kinds.get(0))
        + " of layers "
        + String.join(", ", layers.keySet().stream().map(String::valueOf).toList());
  }

  /** The factors in the part's own places, a difference in scaling multiplied into B. */
  private Part filled(Part part, List<LowRank> adapters) {
    float[] values = new float[part.values().length];
    for (LowRank adapter : adapters) {
      Factors from = start.adapter().updates().get(new Site(adapter.layer(), adapter.linear()));
      if (from == null) {
        throw new IllegalStateException("no adapter on " + adapter.down());
      }
      put(values, part.layout().entry(adapter.down()), from.a(), 1);
      double factor = from.scale() == adapter.scale() ? 1 : from.scale() / adapter.scale();
      put(values, part.layout().entry(adapter.up()), from.bt(), factor);
    }
    return part.with(values);
  }

  private void put(float[] values, Entry entry, float[] from, double factor) {
    if (from.length != entry.size()) {
      throw scenario.error(
          KEY,
          "%s has %d values there, and %d in this model"
              .formatted(entry.name(), from.length, entry.size()),
          "name an adapter of the same base model");
    }
    for (int i = 0; i < from.length; i++) {
      values[entry.offset() + i] = factor == 1 ? from[i] : (float) (factor * from[i]);
    }
  }

  private Optional<Part> head(Wiring wiring) {
    if (start.head().isEmpty() || wiring.head().classes() == 0) {
      return Optional.empty();
    }
    Part part = Part.zeros(wiring.head().part(), wiring.layout(wiring.head().part()));
    for (Entry entry : part.layout().entries()) {
      Tensor tensor = start.head().get().tensors().get(entry.name());
      if (tensor == null || !tensor.shape().equals(entry.shape())) {
        throw scenario.error(
            KEY,
            "%s in head.safetensors is of shape %s, the head of %s"
                .formatted(
                    entry.name(), tensor == null ? List.of() : tensor.shape(), entry.shape()),
            "remove head.safetensors to begin with a new head");
      }
      System.arraycopy(tensor.values(), 0, part.values(), entry.offset(), entry.size());
    }
    return Optional.of(part);
  }
}
