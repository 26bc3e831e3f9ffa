package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.run.Execution;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String TINY = "scenarios/tiny.conf";

  @TempDir private Path folder;

  @Test
  void printsTheResolvedScenario() {
    CommandLineCall call = CommandLineCall.of("validate", TINY, "rounds=5");
    assertThat(call.status()).isZero();
    assertThat(call.err()).isEmpty();
    assertThat(call.out())
        .isEqualTo(
            ScenarioFile.load(Path.of(TINY), List.of("rounds=5")).resolvedText(Execution.VERSION));
    assertThat(call.out()).contains("rounds = 5", "learning-rate");
  }

  @Test
  void warnsOfKeysThatNobodyReads() {
    CommandLineCall call =
        CommandLineCall.of(
            "validate",
            TINY,
            "method.name=homlora",
            "method.private-rank=3",
            "corpus.metric=matthews",
            "partition.sigma=2");
    assertThat(call.status()).isZero();
    assertThat(call.err())
        .contains("method.private-rank is set, but method homlora does not read it")
        .contains("corpus.metric is set, but corpus wordnet-topics does not read it")
        .contains("partition.sigma is set, but partition label-skew does not read it")
        .doesNotContain("corpus.topics")
        .doesNotContain("method.rank ");
  }

  @Test
  void aResolvedScenarioIsNothingToWarnOf() throws IOException {
    Path resolved = folder.resolve("resolved.conf");
    String text = CommandLineCall.of("validate", TINY).out();
    CommandLineCall again =
        CommandLineCall.of("validate", Files.writeString(resolved, text).toString());
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).isEqualTo(text);
  }

  @Test
  void warnsOfServerKeysThatTheCollectionLeavesAlone() {
    CommandLineCall call =
        CommandLineCall.of(
            "validate", TINY, "server.concurrency=3", "server.cohort=3", "server.staleness=hinge");
    assertThat(call.status()).isZero();
    assertThat(call.err())
        .contains(
            "server.concurrency is set, but collection synchronous with late-updates = discard does"
                + " not read it")
        .contains("server.staleness is set, but")
        .hasLineCount(2);
    call =
        CommandLineCall.of(
            "validate",
            TINY,
            "server.collection=semi-synchronous",
            "server.concurrency=3",
            "server.cohort=3",
            "server.mixing=0.5",
            "server.staleness=hinge");
    assertThat(call.err())
        .contains("server.cohort is set, but collection semi-synchronous does not read it")
        .contains("server.mixing is set, but collection semi-synchronous does not read it")
        .hasLineCount(2);
  }

  @Test
  void refusesWhatIsNotThere() {
    CommandLineCall call = CommandLineCall.of("validate", TINY, "corpus.topics=[food,drink]");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("tiny.conf", "drink").hasLineCount(1);
  }
}
