package io.fedlora.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectraTest {
  private static final Map<String, String> SCENARIO =
      Map.of("method.alpha", "4", "method.private-alpha", "6");

  @TempDir private Path folder;

  /** A rank 1 update of one linear: b at one output, a at one input. */
  private static Part part(String name, String linear, int place, float a, float b) {
    Layout layout = Layout.builder().add(linear + ".A", 1, 3).add(linear + ".Bt", 1, 2).build();
    float[] values = new float[5];
    values[place] = a;
    values[3 + place] = b;
    return new Part(name, layout, values);
  }

  private Spectra write(Part common, Part own) {
    StateFile.write(folder.resolve("common.safetensors"), State.of(common), Map.of());
    StateFile.write(folder.resolve("client-0.safetensors"), State.of(own), Map.of());
    return Spectra.open(folder, SCENARIO);
  }

  @Test
  void commonAndPrivateAddUpWithTheirScalings() {
    Spectra spectra =
        write(part("common", "layer.0.query", 0, 2, 3), part("private", "layer.0.query", 1, 1, 1));
    // 4 / 1 · 2 · 3 at (0, 0); 6 / 1 · 1 · 1 at (1, 1).
    assertThat(spectra.common().get("layer.0.query").values().get(0)).isEqualTo(24, within(1e-9));
    Spectra.Values whole = spectra.client(0).get("layer.0.query");
    assertThat(whole.values().get(0)).isEqualTo(24, within(1e-9));
    assertThat(whole.values().get(1)).isEqualTo(6, within(1e-9));
    assertThat(whole.rank()).isEqualTo(2);
    assertThat(spectra.isTwoLevel()).isTrue();
  }

  @Test
  void whatIsBelowAHundredthOfTheLargestDoesNotCount() {
    Spectra spectra =
        write(
            part("common", "layer.0.query", 0, 2, 3),
            part("private", "layer.0.query", 1, 0.03f, 1));
    // 6 · 0.03 = 0.18 against 24.
    assertThat(spectra.client(0).get("layer.0.query").rank()).isEqualTo(1);
  }

  @Test
  void layersStandInTheirOrder() {
    Spectra spectra =
        write(part("common", "layer.10.query", 0, 1, 1), part("private", "layer.2.query", 0, 1, 1));
    assertThat(spectra.client(0).keySet()).containsExactly("layer.2.query", "layer.10.query");
  }

  @Test
  void whatIsNotFiniteOrNotThereHasNoSpectrum() {
    Spectra spectra =
        write(
            part("common", "layer.0.query", 0, Float.NaN, 1),
            part("private", "layer.0.query", 0, 1, 1));
    assertThat(spectra.common()).isEmpty();
    assertThat(spectra.client(0)).isEmpty();
    assertThat(spectra.client(7)).isEmpty();
  }
}
