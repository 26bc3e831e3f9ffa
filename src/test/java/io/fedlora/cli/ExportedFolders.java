package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.adapter.Tensor;
import io.fedlora.run.ExportedModel;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code fedlora export} makes of a run of any method, and what may begin from it. */
final class ExportedFolders {
  /** Methods that leave what PEFT's LoRA has no place for. */
  private static final Map<String, String> NO_ADAPTERS =
      Map.of(
          "fedap", "bottlenecks and changed weights",
          "fedbf", "changed biases",
          "feddat", "bottlenecks",
          "fedfmsl", "experts that a gate mixes token by token",
          "fedft", "changed weights",
          "fedpf", "prefixes",
          "flora", "changed weights",
          "pftt", "bottlenecks",
          "sa-fedlora", "changed weights");

  /** Methods that fit their model to each client's texts before they score. */
  private static final Set<String> FITTED =
      Set.of("fdlora", "feddpa-f", "feddpa-t", "per-fedavg-lora");

  /** Methods that have a common adapter, and do more to it than to average it. */
  private static final Set<String> NOT_AVERAGED =
      Set.of("fdlora", "feddpa-f", "flexlora", "hetlora");

  private static final int CLIENT = 1;

  private final String scenario;
  private final String method;
  private final Path run;
  private final Path to;

  ExportedFolders(String scenario, String method, Path run) {
    this.scenario = scenario;
    this.method = method;
    this.run = run;
    this.to = run.resolveSibling(run.getFileName() + "-peft");
  }

  /** Exports a client's adapters, or sees that it is refused with the reason. */
  void check() throws IOException {
    CommandLineCall export =
        CommandLineCall.of(
            "export", run.toString(), "--client", "" + CLIENT, "--to", to.toString());
    String reason = NO_ADAPTERS.get(method);
    if (reason != null) {
      assertThat(export.status()).as(export.err()).isEqualTo(2);
      assertThat(export.err())
          .contains("method " + method + " leaves " + reason + ", which PEFT's LoRA cannot hold; ")
          .hasLineCount(1);
      assertThat(to).doesNotExist();
      return;
    }
    assertThat(export.status()).as(export.err()).isZero();
    boolean fitted = FITTED.contains(method);
    assertThat(Files.exists(to.resolve("merged"))).isEqualTo(!fitted);
    assertThat(export.err().contains("There is no merged adapter: ")).isEqualTo(fitted);
    assertThat(export.err()).contains("warning: tiny-random is FedLoRA's own: ");
    ExportedModel model = ExportedModel.of(run, CLIENT);
    double change = 0;
    for (Path folder : folders()) {
      assertNamesAndShapes(folder);
      assertThat(model.difference(folder)).as("%s", folder).isLessThan(1e-5);
      change = Math.max(change, model.change(folder));
    }
    assertThat(change).isGreaterThan(1e-4);
    if (Files.exists(to.resolve("common"))) {
      begin();
    }
  }

  private List<Path> folders() throws IOException {
    try (var all = Files.list(to)) {
      return all.sorted().toList();
    }
  }

  private static void assertNamesAndShapes(Path folder) throws IOException {
    JsonObject config =
        JsonParser.parseString(Files.readString(folder.resolve("adapter_config.json")))
            .getAsJsonObject();
    int rank = config.get("r").getAsInt();
    Map<String, Tensor> arrays =
        Safetensors.read(folder.resolve("adapter_model.safetensors")).tensors();
    assertThat(arrays).hasSizeGreaterThan(1);
    arrays.forEach(
        (name, array) -> {
          assertThat(name)
              .matches(
                  "base_model\\.model\\.encoder\\.layer\\.[01]\\.[a-z.]+\\.lora_[AB]\\.weight");
          boolean down = name.contains(".lora_A.");
          assertThat(array.shape()).hasSize(2);
          assertThat(array.shape().get(down ? 0 : 1)).as(name).isEqualTo(rank);
          assertThat(arrays)
              .containsKey(
                  down
                      ? name.replace(".lora_A.", ".lora_B.")
                      : name.replace(".lora_B.", ".lora_A."));
        });
  }

  /** A run of the same method begins with the common adapter, or says that it cannot. */
  private void begin() {
    List<String> overrides = new ArrayList<>(List.of("method.name=" + method));
    overrides.add("foundation.adapter=" + to.resolve("common"));
    if (NOT_AVERAGED.contains(method)) {
      List<String> arguments = new ArrayList<>(List.of("validate", scenario));
      arguments.addAll(overrides);
      CommandLineCall validate = CommandLineCall.of(arguments.toArray(String[]::new));
      assertThat(validate.status()).isEqualTo(2);
      assertThat(validate.err())
          .contains("method " + method + " does not average one common low-rank adapter")
          .hasLineCount(1);
      return;
    }
    State initial =
        new ScenarioRun(ScenarioFile.load(Path.of(scenario), overrides)).method().initialCommon();
    State ended = StateFile.read(run.resolve("adapters/common.safetensors"));
    assertThat(initial.part("common").values()).isEqualTo(ended.part("common").values());
  }
}
