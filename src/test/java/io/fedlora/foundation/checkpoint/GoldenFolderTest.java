package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Tokenizer;
import io.fedlora.foundation.Architecture;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenFolderTest {
  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  private static void assertComputes(Checkpoint checkpoint, List<GoldenFolders.Case> cases) {
    ReferenceEncoder encoder = new ReferenceEncoder(checkpoint);
    assertThat(cases).hasSize(4);
    for (GoldenFolders.Case expected : cases) {
      double[][] hidden = encoder.lastHidden(new EncodedText(expected.ids(), expected.segments()));
      for (int t = 0; t < hidden.length; t++) {
        assertThat(hidden[t]).containsExactly(expected.lastHidden()[t], within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-bert", "tiny-roberta"})
  void computesWhatTransformersComputes(String name) {
    assertComputes(HuggingFaceFolder.read(GoldenFolders.folder(name)), GoldenFolders.cases(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-bert", "tiny-roberta"})
  void tokenizesAsTransformersDoes(String name) {
    Checkpoint checkpoint = HuggingFaceFolder.read(GoldenFolders.folder(name));
    try (Tokenizer tokenizer = checkpoint.tokenizer().get()) {
      for (GoldenFolders.Case expected : GoldenFolders.cases(name)) {
        EncodedText encoded = tokenizer.encode(expected.text(), expected.pair(), 40);
        assertThat(encoded.ids()).isEqualTo(expected.ids());
        assertThat(encoded.segments()).isEqualTo(expected.segments());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-bert", "tiny-roberta"})
  void aPairThatDoesNotFitIsRefused(String name) {
    try (Tokenizer tokenizer =
        HuggingFaceFolder.read(GoldenFolders.folder(name)).tokenizer().get()) {
      assertThatThrownBy(() -> tokenizer.encode("the first text", "the second text", 2))
          .isInstanceOf(ScenarioException.class)
          .hasMessageStartingWith("local.max-length = 2: the tokenizer of ")
          .hasMessageContaining(
              "cannot encode a pair so (its special tokens alone are more). Raise it");
      assertThat(tokenizer.encode("the first text", "the second text", 5).ids()).hasSize(5);
    }
  }

  @Test
  void knowsTheShapes() {
    assertThat(HuggingFaceFolder.read(GoldenFolders.folder("tiny-bert")).architecture())
        .isEqualTo(new Architecture(2, 16, 2, 32, 47, 24, 0, 2, 0, 1e-12));
    assertThat(HuggingFaceFolder.read(GoldenFolders.folder("tiny-roberta")).architecture())
        .isEqualTo(new Architecture(2, 16, 2, 32, 45, 42, 2, 1, 1, 1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-bert", "tiny-roberta"})
  void writesAFolderThatReadsTheSame(String name) {
    Checkpoint read = HuggingFaceFolder.read(GoldenFolders.folder(name));
    Path copy = folder.resolve("some/where");
    HuggingFaceWriter.write(copy, read);

    Checkpoint again = HuggingFaceFolder.read(copy);

    assertThat(again.architecture()).isEqualTo(read.architecture());
    assertThat(again.weights().keySet()).containsExactlyElementsOf(read.weights().keySet());
    assertThat(again.weights()).usingRecursiveComparison().isEqualTo(read.weights());
    assertComputes(again, GoldenFolders.cases(name));
  }

  @Test
  void readsTheOlderNamesOfLayerNorms() throws IOException {
    GoldenFolders.copy("tiny-bert", folder);
    Path file = folder.resolve("model.safetensors");
    Safetensors present = Safetensors.read(file);
    Map<String, Tensor> older = new LinkedHashMap<>();
    present
        .tensors()
        .forEach(
            (name, tensor) ->
                older.put(
                    "bert."
                        + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                            .replace("LayerNorm.bias", "LayerNorm.beta"),
                    tensor));
    new Safetensors(older, present.metadata()).write(file);

    assertComputes(HuggingFaceFolder.read(folder), GoldenFolders.cases("tiny-bert"));
  }
}
