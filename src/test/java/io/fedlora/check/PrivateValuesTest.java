package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivateValuesTest {
  private final float[] owned = SampleRun.values("private", 0, 100);
  private final PrivateValues search =
      new PrivateValues(List.of(new Values("other", new float[20]), new Values("private", owned)));

  @Test
  void aRunIsFoundWhereverItBeginsOnEitherSide() {
    byte[] bytes = new Values("private", owned).bytes();
    for (int from = 0; from + PrivateValues.RUN <= owned.length; from++) {
      for (int at = 0; at < 9; at++) {
        byte[] sent = new byte[at + 4 * PrivateValues.RUN + 3];
        System.arraycopy(bytes, 4 * from, sent, at, 4 * PrivateValues.RUN);
        assertThat(search.find(sent))
            .as("value %d at byte %d", from, at)
            .hasValue(new PrivateValues.Found("private", from, 16, at));
      }
    }
  }

  @Test
  void aShorterRunIsNot() {
    byte[] bytes = new Values("private", owned).bytes();
    for (int from = 0; from + 15 <= owned.length; from++) {
      byte[] sent = new byte[80];
      System.arraycopy(bytes, 4 * from, sent, 7, 4 * 15);
      assertThat(search.find(sent)).isEmpty();
    }
  }

  @Test
  void zerosAndConstantsTellNothing() {
    float[] ones = new float[64];
    java.util.Arrays.fill(ones, 1);
    PrivateValues constant =
        new PrivateValues(List.of(new Values("zeros", new float[64]), new Values("ones", ones)));
    assertThat(constant.find(new Values("x", ones).bytes())).isEmpty();
    assertThat(constant.find(new byte[512])).isEmpty();
    assertThat(constant.find(new byte[3])).isEmpty();
  }

  @Test
  void otherNumbersAreNotFound() {
    byte[] others = new Values("x", SampleRun.values("update", 1, 10_000)).bytes();
    assertThat(search.find(others)).isEmpty();
  }
}
