package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.file.UnreadableFileException;
import io.fedlora.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private Path folder;

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  private static State state() {
    RandomStream random = RandomStream.of(3, "state-file");
    Layout common =
        Layout.builder().add("layer.1.query.A", 2, 5).add("layer.1.query.Bt", 2, 3).build();
    Layout head = Layout.builder().add("head.weight", 3, 5).add("head.bias", 3).build();
    return State.of(
        random("private", common, random),
        Part.zeros("nothing", Layout.builder().build()),
        random("common", common, random),
        random("head", head, random));
  }

  private static Part random(String name, Layout layout, RandomStream random) {
    Part part = Part.zeros(name, layout);
    for (int i = 0; i < part.values().length; i++) {
      part.values()[i] = (float) random.nextGaussian();
    }
    return part;
  }

  @Test
  void givesTheStateBack() {
    Path file = folder.resolve("client-0.safetensors");
    StateFile.write(file, state(), Map.of("client", "0"));

    State read = StateFile.read(file);

    assertThat(StateMath.layoutDifference(state(), read)).isEmpty();
    for (Part part : state().parts()) {
      assertThat(read.part(part.name()).layout()).isEqualTo(part.layout());
      assertThat(read.part(part.name()).values()).isEqualTo(part.values());
    }
    Safetensors plain = Safetensors.read(file);
    assertThat(plain.metadata())
        .containsEntry("format", "pt")
        .containsEntry("client", "0")
        .containsEntry("parts", "private nothing common head");
    assertThat(plain.tensors())
        .hasEntrySatisfying(
            "common.layer.1.query.A",
            tensor -> assertThat(tensor.shape()).isEqualTo(List.of(2, 5)));
  }

  @Test
  void sameStateSameBytes() throws IOException {
    StateFile.write(folder.resolve("a"), state(), Map.of());
    StateFile.write(folder.resolve("b"), state(), Map.of());
    assertThat(Files.readAllBytes(folder.resolve("a")))
        .isEqualTo(Files.readAllBytes(folder.resolve("b")));
  }

  @Test
  void keepsAnEmptyState() {
    StateFile.write(folder.resolve("a"), State.empty(), Map.of());
    assertThat(StateFile.read(folder.resolve("a")).names()).isEmpty();
  }

  @Test
  void refusesOtherFiles() {
    Path file = folder.resolve("x");
    new Safetensors(Map.of("weights", new Tensor(List.of(1), new float[1])), Map.of()).write(file);
    assertThatThrownBy(() -> StateFile.read(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(file + ": array weights is not named <part>.<entry>");
  }

  @Test
  void refusesPartNamesItCannotTakeApart() {
    State state = State.of(Part.zeros("a.b", Layout.builder().build()));
    assertThatThrownBy(() -> StateFile.write(folder.resolve("x"), state, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.b");
  }
}
