package io.fedlora.run;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.StateMath;
import io.fedlora.adapter.Tensor;
import io.fedlora.file.WholeFolder;
import io.fedlora.foundation.Head;
import io.fedlora.journal.Json;
import io.fedlora.method.Scored;
import io.fedlora.peft.PeftAdapter;
import io.fedlora.peft.PeftFolder;
import io.fedlora.peft.Site;
import io.fedlora.scenario.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the adapters of one client as PEFT folders: {@code common}, {@code private} and, their sum
 * on every linear, {@code merged}.
 */
public final class AdapterExport {
  private final Path folder;
  private final ClientModel model;
  private final Map<String, PeftAdapter> adapters = new LinkedHashMap<>();

  private AdapterExport(Path folder, ClientModel model) {
    this.folder = folder;
    this.model = model;
  }

  /**
   * Reads the adapters of a client.
   *
   * @throws ScenarioException if the run has not ended, has no such client, or its method trains
   *     what is no low-rank adapter of an encoder
   * @throws io.fedlora.file.UnreadableFileException if a file of the run is damaged
   */
  public static AdapterExport of(RunFolder folder, int client) {
    AdapterExport export = new AdapterExport(folder.path(), ClientModel.read(folder, client));
    export.requireLowRank(client);
    Scored scored = export.model.scored();
    export.add("common", LowRankTerms.of(scored, export.model.common()::has));
    export.add("private", LowRankTerms.of(scored, part -> !export.model.common().has(part)));
    export
        .model
        .whole()
        .ifPresent(whole -> export.add("merged", LowRankTerms.of(whole, part -> true)));
    return export;
  }

  private void requireLowRank(int client) {
    Scored scored = model.scored();
    String method = model.run().scenario().method().name();
    Optional<String> besides = LowRankTerms.besides(scored);
    String instead =
        "read %s and client-%d.safetensors beside it (docs/run-folder.md)"
            .formatted(folder.resolve("adapters/common.safetensors"), client);
    if (scored.wiring().architecture().isLinear()) {
      throw new ScenarioException(
          folder + ": its model is a single linear, which PEFT has no layers for; " + instead);
    }
    if (besides.isPresent() || LowRankTerms.of(scored, part -> true).isEmpty()) {
      throw new ScenarioException(
          "%s: method %s leaves %s, which PEFT's LoRA cannot hold; %s"
              .formatted(folder, method, besides.orElse("no low-rank adapter"), instead));
    }
    if (StateMath.firstNonFinite(scored.state()).isPresent()) {
      throw new ScenarioException(
          "%s: the model of client %d has diverged and holds values that are not finite; %s"
              .formatted(folder, client, instead));
    }
  }

  private void add(String name, Map<Site, List<Factors>> terms) {
    if (!terms.isEmpty()) {
      adapters.put(name, PeftAdapter.sum(terms));
    }
  }

  /** What to know before they are loaded elsewhere, if anything. */
  public Optional<String> caution() {
    return BaseModel.of(model.run()).alone();
  }

  /** The adapters by the names of their folders. */
  public Map<String, PeftAdapter> adapters() {
    return adapters;
  }

  /**
   * Writes a folder with one PEFT folder for each adapter, whole or not at all.
   *
   * @throws ScenarioException if something of that name is there
   */
  public void write(Path to) {
    if (Files.exists(to)) {
      throw new ScenarioException(to + " is there already; name another folder with --to");
    }
    Optional<Safetensors> head = head();
    String base = BaseModel.of(model.run()).forPretrained();
    WholeFolder.write(
        to,
        whole -> {
          for (Map.Entry<String, PeftAdapter> adapter : adapters.entrySet()) {
            Path inside = Files.createDirectory(whole.resolve(adapter.getKey()));
            new PeftFolder(adapter.getValue(), head).write(inside, base, layers());
          }
        });
  }

  private int layers() {
    return model.scored().wiring().architecture().layers();
  }

  private Optional<Safetensors> head() {
    Head head = model.scored().wiring().head();
    if (head.classes() == 0) {
      return Optional.empty();
    }
    Part part = model.scored().state().part(head.part());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("head.weight", "head.bias")) {
      Entry entry = part.layout().entry(name);
      float[] values =
          Arrays.copyOfRange(part.values(), entry.offset(), entry.offset() + entry.size());
      tensors.put(name, new Tensor(entry.shape(), values));
    }
    Map<String, String> words = new LinkedHashMap<>();
    words.put("format", "pt");
    words.put("labels", Json.of(model.run().population().labels()));
    String pooling = model.scored().wiring().pooling().name();
    words.put("pooling", pooling.toLowerCase(Locale.ROOT).replace('_', '-'));
    words.put("max-length", String.valueOf(model.run().scenario().local().maxLength()));
    return Optional.of(new Safetensors(tensors, words));
  }
}
