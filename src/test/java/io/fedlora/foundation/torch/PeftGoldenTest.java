package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.State;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.foundation.checkpoint.HuggingFaceFolder;
import io.fedlora.peft.PeftFolder;
import io.fedlora.peft.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters as PEFT writes them, and what PEFT computes with them. */
class PeftGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path ADAPTER = GOLDEN.resolve("tiny-bert-lora");

  @TempDir private Path folder;

  @Test
  void whatPeftWroteGivesTheScoresThatPeftComputed() throws IOException {
    PeftFolder read = PeftFolder.read(ADAPTER);
    assertThat(read.adapter().rank()).isEqualTo(3);
    assertThat(read.adapter().scale()).isEqualTo(2);
    assertThat(read.adapter().updates().keySet())
        .containsExactly(new Site(1, Linear.QUERY), new Site(1, Linear.VALUE));
    Checkpoint checkpoint = HuggingFaceFolder.read(GOLDEN.resolve("tiny-bert"));
    List<Insertion> insertions = new ArrayList<>();
    for (Site site : read.adapter().updates().keySet()) {
      insertions.add(new LowRank("common", site.layer(), site.linear(), 3, 2));
    }
    Wiring wiring =
        new Wiring(checkpoint.architecture(), insertions, new Head("head", 3), Pooling.MEAN);
    TokenTable texts = texts();
    JsonArray expected = json(ADAPTER).getAsJsonArray("scores");
    try (TorchModel model =
        new TorchModel(checkpoint, Precision.FLOAT32, texts, 1 << 20, Device.cpu())) {
      float[][] found = model.logits(wiring, state(wiring, read), texts.batch(0, 1, 2, 3));
      for (int text = 0; text < found.length; text++) {
        for (int score = 0; score < 3; score++) {
          assertThat((double) found[text][score])
              .isCloseTo(
                  expected.get(text).getAsJsonArray().get(score).getAsDouble(), within(1e-5));
        }
      }
    }
  }

  private static com.google.gson.JsonObject json(Path from) throws IOException {
    return JsonParser.parseString(Files.readString(from.resolve("expected.json")))
        .getAsJsonObject();
  }

  private static TokenTable texts() throws IOException {
    List<EncodedText> texts = new ArrayList<>();
    json(GOLDEN.resolve("tiny-bert"))
        .getAsJsonArray("cases")
        .forEach(
            one ->
                texts.add(
                    new EncodedText(
                        ints(one.getAsJsonObject().getAsJsonArray("ids")),
                        ints(one.getAsJsonObject().getAsJsonArray("segments")))));
    return new TokenTable(texts, new int[texts.size()]);
  }

  private static int[] ints(JsonArray array) {
    int[] values = new int[array.size()];
    Arrays.setAll(values, i -> array.get(i).getAsInt());
    return values;
  }

  private static State state(Wiring wiring, PeftFolder read) {
    Part common = Part.zeros("common", wiring.layout("common"));
    read.adapter()
        .updates()
        .forEach(
            (site, factors) -> {
              String linear = "layer." + site.layer() + "." + site.linear().key();
              put(common, linear + ".A", factors.a());
              put(common, linear + ".Bt", factors.bt());
            });
    Part head = Part.zeros("head", wiring.layout("head"));
    Safetensors beside = read.head().orElseThrow();
    beside.tensors().forEach((name, tensor) -> put(head, name, tensor.values()));
    return State.of(common, head);
  }

  private static void put(Part part, String entry, float[] values) {
    System.arraycopy(values, 0, part.values(), part.layout().entry(entry).offset(), values.length);
  }

  @Test
  void whatIsWrittenHasTheNamesShapesAndValuesThatPeftGaveIt() {
    PeftFolder.read(ADAPTER).write(folder, "tiny-bert", 2);
    Safetensors peft = Safetensors.read(ADAPTER.resolve("adapter_model.safetensors"));
    Safetensors ours = Safetensors.read(folder.resolve("adapter_model.safetensors"));
    assertThat(ours.tensors().keySet())
        .containsExactlyInAnyOrderElementsOf(peft.tensors().keySet())
        .contains("base_model.model.encoder.layer.1.attention.self.query.lora_A.weight");
    peft.tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(ours.tensors().get(name).shape()).isEqualTo(tensor.shape());
              assertThat(ours.tensors().get(name).values()).isEqualTo(tensor.values());
            });
    PeftFolder again = PeftFolder.read(folder);
    Factors query = again.adapter().updates().get(new Site(1, Linear.QUERY));
    assertThat(query.scale()).isEqualTo(2);
    assertThat(again.head()).isPresent();
  }

  @Test
  void theConfigurationSaysWhatPeftsSays() throws IOException {
    PeftFolder.read(ADAPTER).write(folder, "tiny-bert", 2);
    var peft = JsonParser.parseString(config(ADAPTER)).getAsJsonObject();
    var ours = JsonParser.parseString(config(folder)).getAsJsonObject();
    for (String key : ours.keySet()) {
      if (!key.equals("target_modules")) {
        assertThat(ours.get(key)).describedAs(key).isEqualTo(peft.get(key));
      }
    }
    assertThat(ours.getAsJsonArray("target_modules"))
        .containsExactlyInAnyOrderElementsOf(peft.getAsJsonArray("target_modules"));
  }

  private static String config(Path of) throws IOException {
    return Files.readString(of.resolve("adapter_config.json"));
  }
}
