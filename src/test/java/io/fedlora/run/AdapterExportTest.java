package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.adapter.Tensor;
import io.fedlora.peft.PeftAdapter;
import io.fedlora.peft.PeftFolder;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterExportTest {
  private static final Path TINY = Path.of("scenarios/tiny.conf");
  private static final String[] SHAPE = {
    "rounds=1", "local.steps=2", "method.layers=[1]", "method.alpha=4", "method.private-alpha=3"
  };

  @TempDir private static Path folder;
  private static Path run;
  private static Path exported;

  private static ScenarioRun scenario(String... overrides) {
    List<String> all = new ArrayList<>(List.of(SHAPE));
    all.addAll(List.of(overrides));
    return new ScenarioRun(ScenarioFile.load(TINY, all));
  }

  private static RunFolder run(String name, String... overrides) throws Exception {
    Path path = folder.resolve(name);
    new Execution(scenario(overrides), RunWatcher.NONE).into(path);
    return RunFolder.begun(path);
  }

  @BeforeAll
  static void exportOnce() throws Exception {
    run = run("run", "server.deadline=inf").path();
    exported = folder.resolve("exported");
    AdapterExport.of(RunFolder.begun(run), 2).write(exported);
  }

  @Test
  void theMergedAdapterGivesTheScoresOfBoth() throws Exception {
    assertThat(PeftFolder.read(exported.resolve("merged")).adapter().rank()).isEqualTo(6);
    ExportedModel model = ExportedModel.of(run, 2);
    assertThat(model.difference(exported.resolve("merged"))).isLessThan(1e-5);
    assertThat(model.change(exported.resolve("merged"))).isGreaterThan(1e-4);
  }

  @Test
  void eachAdapterAloneKeepsItsValuesAndItsScale() {
    State common = StateFile.read(run.resolve("adapters/common.safetensors"));
    State own = StateFile.read(run.resolve("adapters/client-2.safetensors"));
    check(PeftFolder.read(exported.resolve("common")).adapter(), common.part("common"), 1);
    check(PeftFolder.read(exported.resolve("private")).adapter(), own.part("private"), 1.5);
    Safetensors arrays =
        Safetensors.read(exported.resolve("common").resolve("adapter_model.safetensors"));
    assertThat(arrays.tensors().keySet())
        .contains("base_model.model.encoder.layer.1.attention.self.query.lora_B.weight")
        .hasSize(4);
  }

  private static void check(PeftAdapter adapter, Part part, double scale) {
    assertThat(adapter.scale()).isEqualTo(scale);
    adapter
        .updates()
        .forEach(
            (site, found) -> {
              String linear = "layer." + site.layer() + "." + site.linear().key();
              Factors expected = Factors.of(part, linear + ".A", linear + ".Bt", scale);
              assertThat(found.a()).isEqualTo(expected.a());
              assertThat(found.bt()).isEqualTo(expected.bt());
            });
  }

  @Test
  void anotherRunStartsFromIt() {
    String start = "foundation.adapter=" + exported.resolve("common");
    ScenarioRun next = scenario(start, "method.name=homlora", "seed=9");
    State common = StateFile.read(run.resolve("adapters/common.safetensors"));
    State initial = next.method().initialCommon();
    for (String part : List.of("common", "head")) {
      assertThat(initial.part(part).values()).isEqualTo(common.part(part).values());
    }
    float[] doubled =
        scenario(start, "method.alpha=2").method().initialCommon().part("common").values();
    int up = common.part("common").layout().entry("layer.1.query.Bt").offset();
    assertThat(doubled[up]).isEqualTo(2 * common.part("common").values()[up]);
    ScenarioRun own = scenario(start, "method.head=private");
    assertThat(own.method().initialOwn(1).state().part("head").values())
        .isEqualTo(common.part("head").values());
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    String start = "foundation.adapter=" + exported.resolve("common");
    refused("of rank 4, the common adapter of 3; write method.rank = 4", start, "method.rank=3");
    refused(
        "query, value of layers 1, the common adapter on query, value of layers 0",
        start,
        "method.layers=[0]");
    refused("method.targets and method.layers", start, "method.targets=[query]");
    refused("does not average one common low-rank adapter", start, "method.name=fedbf");
    refused("head.weight in head.safetensors is of shape", start, "corpus.topics=[animal,food]");
    refused("adapter_config.json", "foundation.adapter=" + run);
  }

  /** The common adapter, with a text in its configuration changed. */
  private static Path changed(String name, String text, String to) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (String file : List.of("adapter_model.safetensors", "head.safetensors")) {
      Files.copy(exported.resolve("common").resolve(file), copy.resolve(file));
    }
    String config = Files.readString(exported.resolve("common/adapter_config.json"));
    assertThat(config).contains(text);
    Files.writeString(copy.resolve("adapter_config.json"), config.replace(text, to));
    return copy;
  }

  @Test
  void aRankThatTheArraysDoNotHaveIsRefused() throws IOException {
    Path other = changed("other-rank", "\"r\":4,", "\"r\":8,");
    refused("says r = 8, but the arrays in", "foundation.adapter=" + other);
  }

  @Test
  void modulesTrainedWholeAreRefusedWithWhatToDo() throws IOException {
    String saved = "\"modules_to_save\":[\"classifier\",\"score\"]";
    Path other = changed("saved", "\"modules_to_save\":null", saved);
    refused("modules_to_save is [\"classifier\",\"score\"]", "foundation.adapter=" + other);
    refused("task_type FEATURE_EXTRACTION", "foundation.adapter=" + other);
    refused("head.safetensors as head.weight", "foundation.adapter=" + other);
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() throws IOException {
    for (String file : List.of("adapter_model.safetensors", "head.safetensors")) {
      Path other = changed("nan-" + file, "{", "{");
      Safetensors arrays = Safetensors.read(other.resolve(file));
      Map<String, Tensor> tensors = new TreeMap<>(arrays.tensors());
      String name = tensors.keySet().iterator().next();
      float[] values = tensors.get(name).values().clone();
      values[1] = Float.NaN;
      tensors.put(name, new Tensor(tensors.get(name).shape(), values));
      new Safetensors(tensors, arrays.metadata()).write(other.resolve(file));
      refused(
          file + ": array " + name + " holds values that are not finite",
          "foundation.adapter=" + other);
    }
  }

  @Test
  void anAdapterOfAnotherModelIsWarnedOf() throws IOException {
    String start = "foundation.adapter=" + exported.resolve("common");
    assertThat(BaseModel.caution(scenario(start))).isEmpty();
    assertThat(BaseModel.caution(scenario())).isEmpty();
    Path other = changed("other-base", "\"tiny-random\"", "\"google/bert_tiny\"");
    assertThat(BaseModel.caution(scenario("foundation.adapter=" + other)))
        .contains(
            "the adapter in foundation.adapter was trained on google/bert_tiny, but"
                + " foundation.model is tiny-random");
  }

  @Test
  void aFolderBelowTheWorkingDirectoryIsNamedRelativeToIt() {
    String model = "src/test/resources/golden/tiny-bert";
    ScenarioRun run = scenario("foundation.model=./" + model);
    assertThat(run.scenario().foundation().model()).startsWith("/");
    assertThat(BaseModel.of(run).forPretrained()).isEqualTo(model);
    assertThat(BaseModel.of(scenario()).forPretrained()).isEqualTo("tiny-random");
  }

  /** Whatever its folder is called, it is not the model that is built in under that name. */
  @Test
  void aFolderThatIsCalledLikeAModelIsNamedItself(@TempDir Path elsewhere) throws IOException {
    Path golden = Path.of("src/test/resources/golden/tiny-bert");
    Path mine = Files.createDirectory(elsewhere.resolve("minilm-l6"));
    for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
      Files.copy(golden.resolve(file), mine.resolve(file));
    }
    assertThat(BaseModel.of(scenario("foundation.model=" + mine)).forPretrained())
        .isEqualTo(mine.toString());
  }

  @Test
  void theHeadTellsHowTextsWereCut() {
    assertThat(Safetensors.read(exported.resolve("merged/head.safetensors")).metadata())
        .containsEntry("max-length", "" + scenario().scenario().local().maxLength())
        .containsKeys("labels", "pooling");
  }

  private static void refused(String words, String... overrides) {
    assertThatThrownBy(() -> scenario(overrides))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("foundation.adapter")
        .hasMessageContaining(words);
  }

  @Test
  void aFixedMixIsMultipliedIntoTheMergedAdapter() throws Exception {
    RunFolder mixed =
        run(
            "mixed",
            "rounds=2",
            "method.name=feddpa-t",
            "method.mixing=fixed",
            "method.mixing-weight=0.25",
            "server.deadline=inf");
    AdapterExport export = AdapterExport.of(mixed, 0);
    PeftAdapter common = export.adapters().get("common");
    PeftAdapter merged = export.adapters().get("merged");
    PeftAdapter personal = export.adapters().get("private");
    assertThat(merged.rank()).isEqualTo(common.rank() + personal.rank());
    assertThat(merged.scale()).isEqualTo(1);
    merged
        .updates()
        .forEach(
            (site, both) -> {
              Factors shared = common.updates().get(site);
              Factors own = personal.updates().get(site);
              for (int i = 0; i < both.bt().length; i++) {
                int beyond = i - shared.bt().length;
                double expected =
                    beyond < 0
                        ? 0.75 * shared.scale() * shared.bt()[i]
                        : 0.25 * own.scale() * own.bt()[beyond];
                assertThat((double) both.bt()[i]).isCloseTo(expected, within(1e-9));
              }
            });
  }

  /** A client's rank at the end is told by its factors alone. */
  @Test
  void aPrunedAdapterIsExportedAtItsRank() throws Exception {
    RunFolder pruned =
        run(
            "pruned",
            "rounds=3",
            "method.name=hetlora",
            "method.ranks=[4,3,4,2]",
            "method.prune-share=0.5",
            "method.prune-penalty=3",
            "method.least-rank=1",
            "server.deadline=inf");
    int[] begun = {4, 3, 4, 2};
    int cut = 0;
    for (int client = 0; client < begun.length; client++) {
      Path to = folder.resolve("pruned-" + client);
      AdapterExport export = AdapterExport.of(pruned, client);
      export.write(to);
      int rank = export.adapters().get("merged").rank();
      assertThat(rank).isBetween(1, begun[client]);
      cut += begun[client] - rank;
      ExportedModel model = ExportedModel.of(pruned.path(), client);
      assertThat(model.difference(to.resolve("merged"))).isLessThan(1e-5);
    }
    assertThat(cut).isPositive();
  }

  @Test
  void whatIsNoLowRankAdapterIsRefused() throws Exception {
    RunFolder biases = run("biases", "method.name=fedbf");
    assertThatThrownBy(() -> AdapterExport.of(biases, 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("fedbf leaves changed biases")
        .hasMessageContaining("adapters/common.safetensors");
  }

  @Test
  void nothingIsWrittenOverWhatIsThereOrForAClientThatIsNot() throws Exception {
    AdapterExport export = AdapterExport.of(RunFolder.begun(run), 0);
    assertThatThrownBy(() -> export.write(exported))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("is there already; name another folder with --to");
    assertThatThrownBy(() -> AdapterExport.of(RunFolder.begun(run), 4))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("choose from 0 to 3");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(one -> one.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }
}
