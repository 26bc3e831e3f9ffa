package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockTest {
  enum Colour {
    DARK_BLUE,
    RED
  }

  record Inner(@Default("3") int depth, @Default("dark-blue") Colour colour) {}

  record AllOptions(
      int rank,
      @Default("5s") Duration pause,
      @Default("[1, 2]") List<Integer> numbers,
      @Default("{ b = 1, a = 0.5 }") Map<String, Double> table,
      Inner inner,
      Optional<ByteSize> size,
      Optional<Duration> limit,
      @Default("last 3") Layers where,
      @Measured(Measured.Unit.SECONDS) @Default("2s") Distribution delay,
      @Default("true") boolean fast,
      @Default("9000000000") long large) {}

  private static Block method(String text) {
    return ScenarioFile.parse("x.conf", text, List.of()).method().options();
  }

  @Test
  void annotationsGiveDefaults() {
    AllOptions options = method("").as(AllOptions.class);
    assertThat(options)
        .isEqualTo(
            new AllOptions(
                8,
                Duration.ofSeconds(5),
                List.of(1, 2),
                Map.of("a", 0.5, "b", 1.0),
                new Inner(3, Colour.DARK_BLUE),
                Optional.empty(),
                Optional.empty(),
                new Layers.Last(3),
                new Distribution.Constant(2),
                true,
                9_000_000_000L));
    assertThat(options.table().keySet()).containsExactly("a", "b");
  }

  @Test
  void theScenarioOverridesThem() {
    AllOptions options =
        method(
                "method { pause = 1.5s, numbers = [], table { z = 1 }, inner.colour = red, size ="
                    + " 1MB, limit = none, where = [2, 0], delay { distribution = constant, value ="
                    + " 1m }, fast = false }")
            .as(AllOptions.class);
    assertThat(options.pause()).isEqualTo(Duration.ofMillis(1500));
    assertThat(options.numbers()).isEmpty();
    assertThat(options.table()).isEqualTo(Map.of("z", 1.0));
    assertThat(options.inner()).isEqualTo(new Inner(3, Colour.RED));
    assertThat(options.size()).contains(new ByteSize(1_000_000));
    assertThat(options.limit()).isEmpty();
    assertThat(options.where()).isEqualTo(new Layers.Listed(List.of(0, 2)));
    assertThat(options.delay()).isEqualTo(new Distribution.Constant(60));
    assertThat(options.fast()).isFalse();
  }

  record Pair(int rank, int privateRank) {
    Pair {
      if (privateRank >= rank) {
        throw new InvalidValue(
            "private-rank", "must be below rank = " + rank + ", found " + privateRank, "lower it");
      }
    }
  }

  @Test
  void aRecordsOwnObjectionGetsFileAndLine() {
    assertThatThrownBy(() -> method("rounds = 3\nmethod.private-rank = 8").as(Pair.class))
        .hasMessage("x.conf:2: method.private-rank: must be below rank = 8, found 8; lower it");
    assertThatThrownBy(() -> method("method.rank = 1").as(Pair.class))
        .isInstanceOf(ScenarioException.class)
        .hasMessageMatching("x.conf \\(default, application.conf:\\d+\\): method.private-rank: .*");
  }

  record Shared(@Flat AdapterOptions common, @Flat("private") AdapterOptions own) {}

  @Test
  void flatRecordsShareTheBlock() {
    Shared shared = method("method { rank = 6, private-alpha = 4 }").as(Shared.class);
    assertThat(shared.common()).isEqualTo(new AdapterOptions(6, 8));
    assertThat(shared.own()).isEqualTo(new AdapterOptions(2, 4));
    assertThat(shared.own().scale()).isEqualTo(2.0);
    assertThatThrownBy(() -> method("\nmethod.private-rank = 0").as(Shared.class))
        .hasMessageStartingWith("x.conf:2: method.private-rank: must be at least 1, found 0");
  }

  @Test
  void allOptimiserKeysHaveDefaults() {
    record Only(@Flat OptimizerOptions optimizer) {}
    assertThat(method("").as(Only.class).optimizer())
        .isEqualTo(
            new OptimizerOptions(
                OptimizerOptions.Rule.ADAMW,
                5e-3,
                0,
                0.9,
                0.999,
                1e-8,
                0,
                0,
                OptimizerOptions.Schedule.CONSTANT,
                0,
                true));
    assertThatThrownBy(() -> method("method.beta1 = 1").as(Only.class))
        .hasMessageContaining("method.beta1: must be at least 0 and below 1");
  }

  @Test
  void keysUnknownToRecordAndDefaultsAreErrors() {
    Block block = method("\n\nmethod { momentum = 0.1, extra = 1, privat-rank = 2 }");
    record ExtraOptions(int extra) {}
    assertThatThrownBy(() -> block.as(ExtraOptions.class))
        .hasMessage(
            "x.conf:3: method.privat-rank: unknown key; the nearest known key is"
                + " method.private-rank");
    assertThatThrownBy(() -> method("method.inner.depht = 1").as(AllOptions.class))
        .hasMessage(
            "x.conf:1: method.inner.depht: unknown key; the nearest known key is"
                + " method.inner.depth");
    assertThatThrownBy(() -> method("method.table { a = b }").as(AllOptions.class))
        .hasMessageStartingWith("x.conf:1: method.table.a: expected a number, found \"b\"");
    assertThatThrownBy(() -> method("method.numbers = [1, x]").as(AllOptions.class))
        .hasMessageStartingWith("x.conf:1: method.numbers[1]: expected a whole number");
  }

  @Test
  void aRequiredOptionWithoutDefaultIsAskedFor() {
    record NeedyOptions(Duration patience) {}
    assertThatThrownBy(() -> method("method {\n momentum = 0 }").as(NeedyOptions.class))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("x.conf")
        .hasMessageEndingWith(
            "method.patience: is required and not set; write for example patience = 30s");
  }

  @Test
  void aBadAnnotationIsNamed() {
    record OddOptions(@Default("x") int number) {}
    assertThatThrownBy(() -> method("").as(OddOptions.class))
        .hasMessageStartingWith(
            "x.conf (default of OddOptions.number): method.number: expected a whole number");
  }

  @Test
  void blocksAreEqualByPathAndValues() {
    assertThat(method("rounds = 1\nmethod.rank = 4")).isEqualTo(method("method.rank = 4"));
    assertThat(method("method.rank = 4")).isNotEqualTo(method("method.rank = 5"));
    assertThat(method("").nameKey()).isEqualTo("method.name");
    assertThat(ScenarioFile.defaults().partition().options().nameKey()).isEqualTo("partition.kind");
    assertThat(ScenarioFile.defaults().corpus().options().nameKey()).isEqualTo("corpus.source");
  }
}
