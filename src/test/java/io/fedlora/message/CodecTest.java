package io.fedlora.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  private final Codec codec = new Codec();

  static Stream<Body> bodies() {
    return Stream.of(
        Bodies.download(),
        Bodies.update(),
        new Body.Download(1, 0, 0, State.empty()),
        new Body.Update(
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            0,
            0,
            Double.NaN,
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            State.empty()),
        new Body.Recall(17),
        new Body.Hello(100_000, 3));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void whatArrivesIsWhatWasSent(Body body) {
    WireRecord sent = codec.encode(99, body);
    WireRecord arrived = WireRecord.parse(sent.frame().clone());
    assertThat(arrived.request()).isEqualTo(99);
    assertThat(arrived.kind()).isEqualTo(Kind.of(body));
    assertThat(Bodies.spell(codec.decode(arrived))).isEqualTo(Bodies.spell(body));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void theLengthOfAFrameIsToldWithoutMakingIt(Body body) {
    assertThat(codec.length(body)).isEqualTo(codec.encode(7, body).frame().length);
  }

  @Test
  void countsTheParametersOfWhatIsSent() {
    assertThat(codec.encode(1, Bodies.update()).parameters()).isEqualTo(7);
    assertThat(codec.encode(1, Bodies.download()).parameters()).isEqualTo(7);
    assertThat(codec.encode(1, new Body.Recall(1)).parameters()).isZero();
  }

  @Test
  void theSameBodyGivesTheSameBytesInAnyCodec() {
    byte[] one = codec.encode(5, Bodies.update()).frame();
    codec.encode(6, Bodies.download());
    assertThat(codec.encode(5, Bodies.update()).frame()).isEqualTo(one);
    assertThat(new Codec().encode(5, Bodies.update()).frame()).isEqualTo(one);
  }

  @Test
  void whatAClientOwnsCannotBeSent() {
    Kryo kryo = Codec.registered();
    Owned owned = new Owned(Bodies.state());
    try (Output output = new Output(256, -1)) {
      assertThatThrownBy(() -> kryo.writeClassAndObject(output, owned))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Owned.class.getName());
      assertThatThrownBy(() -> kryo.writeObject(output, owned))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> kryo.writeObject(output, List.of(owned)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> kryo.writeObject(output, new Owned[] {owned}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nothingButTheBodiesTravels() {
    Kryo kryo = Codec.registered();
    List<Object> strangers = List.of(new ArrayList<>(), new TreeMap<>(), new float[1], Kind.UPDATE);
    try (Output output = new Output(256, -1)) {
      for (Object stranger : strangers) {
        assertThatThrownBy(() -> kryo.writeClassAndObject(output, stranger))
            .as("%s", stranger.getClass())
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void manyThreadsMayUseIt() throws Exception {
    String expected = Bodies.spell(Bodies.update());
    byte[] frame = codec.encode(1, Bodies.update()).frame();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> many =
          () -> {
            for (int i = 0; i < 300; i++) {
              WireRecord wire = codec.encode(1, Bodies.update());
              assertThat(wire.frame()).isEqualTo(frame);
              assertThat(Bodies.spell(codec.decode(wire))).isEqualTo(expected);
            }
            return true;
          };
      for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(4, many))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }
}
