package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Wiring;
import io.fedlora.method.Scored;
import io.fedlora.report.SpectraFile;
import io.fedlora.stub.StubTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalSpectraTest {
  @TempDir private Path folder;

  /** A rank 1 update of the first query: b at one output, a at one input. */
  private static Part part(String name, int place, float a, float b) {
    Layout layout =
        Layout.builder().add("layer.0.query.A", 1, 4).add("layer.0.query.Bt", 1, 4).build();
    float[] values = new float[8];
    values[place] = a;
    values[4 + place] = b;
    return new Part(name, layout, values);
  }

  private static Scored model(Part common, Part own, double scale, double ownScale) {
    Wiring wiring =
        new Wiring(
            StubTexts.ENCODER,
            List.of(
                new LowRank("common", "common", 0, Linear.QUERY, 1, scale, false),
                new LowRank("private", "private", 0, Linear.QUERY, 1, ownScale, false)),
            new Head("head", 0),
            Pooling.FIRST_TOKEN);
    return new Scored(wiring, State.of(common, own));
  }

  private List<String> lines(FinalSpectra spectra) throws IOException {
    spectra.file().write(folder);
    return Files.readAllLines(folder.resolve(SpectraFile.NAME));
  }

  @Test
  void termsAddUpWithTheScalingsOfTheMethod() throws Exception {
    Part common = part("common", 0, 2, 3);
    // 4 · 2 · 3 at (0, 0); 6 · 1 · 1 at (1, 1), and for the other client 6 · 0.03, which is below
    // a hundredth of 24.
    List<Scored> models =
        List.of(
            model(common, part("private", 1, 1, 1), 4, 6),
            model(common, part("private", 1, 0.03f, 1), 4, 6));
    FinalSpectra spectra = new FinalSpectra(State.of(common), 2, models::get);
    assertThat(spectra.ranks()).containsExactly(2, 1);
    assertThat(lines(spectra))
        .containsExactly(
            "{\"client\":null,\"linear\":\"layer.0.query\",\"rank\":1,\"values\":[24]}",
            "{\"client\":0,\"linear\":\"layer.0.query\",\"rank\":2,\"values\":[24,6]}",
            "{\"client\":1,\"linear\":\"layer.0.query\",\"rank\":1,\"values\":[24,0.18]}");
  }

  @Test
  void whatIsNotFiniteHasRankZeroAndNoValues() throws Exception {
    Part common = part("common", 0, Float.NaN, 1);
    Scored model = model(common, part("private", 1, 1, 1), 4, 6);
    FinalSpectra spectra = new FinalSpectra(State.of(common), 1, client -> model);
    assertThat(spectra.ranks()).containsExactly(0);
    assertThat(lines(spectra)).isEmpty();
  }
}
