package io.fedlora.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.report.SpectraFile;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectraTest {
  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() {
    SpectraFile file = new SpectraFile();
    file.add(OptionalInt.empty(), "layer.0.query", 1, new double[] {24, 0.1});
    file.add(OptionalInt.of(3), "layer.0.query", 2, new double[] {24, 1.0 / 3, 0.1});
    file.write(folder);
    Spectra spectra = Spectra.read(folder);
    assertThat(spectra.common().get("layer.0.query").values()).containsExactly(24.0, 0.1);
    assertThat(spectra.common().get("layer.0.query").rank()).isEqualTo(1);
    assertThat(spectra.clients()).containsExactly(3);
    assertThat(spectra.client(3).get("layer.0.query").values())
        .containsExactly(24.0, 0.3333333, 0.1);
    assertThat(spectra.client(7)).isEmpty();
    assertThat(spectra.isTwoLevel()).isTrue();
    assertThat(spectra.commonRank()).isEqualTo(2);
    assertThat(spectra.privateRank()).isEqualTo(1);
  }

  @Test
  void aClientsShorterShareOfTheCommonUpdateIsNoSecondLevel() {
    SpectraFile file = new SpectraFile();
    file.add(OptionalInt.empty(), "layer.0.query", 3, new double[] {3, 2, 1});
    file.add(OptionalInt.of(0), "layer.0.query", 2, new double[] {3, 2});
    file.write(folder);
    assertThat(Spectra.read(folder).isTwoLevel()).isFalse();
  }

  @Test
  void layersStandInTheirOrder() {
    SpectraFile file = new SpectraFile();
    file.add(OptionalInt.of(0), "layer.10.query", 1, new double[] {1});
    file.add(OptionalInt.of(0), "layer.2.query", 1, new double[] {1});
    file.write(folder);
    assertThat(Spectra.read(folder).client(0).keySet())
        .containsExactly("layer.2.query", "layer.10.query");
  }

  @Test
  void aRunThatHasNotEndedHasNone() {
    assertThat(Spectra.read(folder).clients()).isEmpty();
    assertThat(Spectra.read(folder).common()).isEmpty();
  }
}
