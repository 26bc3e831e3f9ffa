package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProximityTest {
  private static final Layout LAYOUT = Layout.builder().add("w", 3).build();

  private static Part part(String name, float... values) {
    return new Part(name, LAYOUT, values);
  }

  private static final State ANCHOR = State.of(part("base", 1, 2, 3));
  private static final Proximity PROXIMITY = new Proximity(0.5, ANCHOR);

  @Test
  void itsValueByHand() {
    State at = State.of(part("base", 2, 2, 1), part("head", 9, 9, 9));
    assertThat(PROXIMITY.value(at)).isEqualTo(0.25 * (1 + 4));
    assertThat(PROXIMITY.value(ANCHOR)).isZero();
  }

  @Test
  void itsGradientIsThatOfDifferences() {
    float[] point = {1.5f, -0.25f, 3.125f};
    Map<String, float[]> of = Map.of("base", new float[3], "head", new float[] {7, 7, 7});
    Map<String, float[]> added =
        PROXIMITY.added(of, State.of(part("base", point), part("head", 1, 1, 1)));
    float step = 1 / 64f;
    for (int i = 0; i < 3; i++) {
      float[] up = point.clone();
      float[] down = point.clone();
      up[i] += step;
      down[i] -= step;
      double slope =
          (PROXIMITY.value(State.of(part("base", up)))
                  - PROXIMITY.value(State.of(part("base", down))))
              / (2 * step);
      assertThat((double) added.getOrDefault("base", new float[3])[i])
          .isCloseTo(slope, within(1e-9));
    }
    assertThat(added.get("head")).containsExactly(7, 7, 7);
  }

  @Test
  void itIsAddedToWhatIsThere() {
    Map<String, float[]> of = Map.of("base", new float[] {10, 20, 30});
    Map<String, float[]> added = PROXIMITY.added(of, State.of(part("base", 3, 2, 1)));
    assertThat(added.get("base")).containsExactly(11, 20, 29);
    assertThat(of.get("base")).containsExactly(10, 20, 30);
  }
}
