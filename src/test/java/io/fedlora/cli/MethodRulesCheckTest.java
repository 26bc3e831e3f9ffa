package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A common state that does not follow by its method's own rule is found by {@code check}. */
class MethodRulesCheckTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "hetlora, perModule, 1",
    "flexlora, alpha, 7",
    "flora, alpha, 7",
    "fdlora, momentum, 0.4"
  })
  void anotherRuleDoesNotLeadThere(String method, String term, String other) throws IOException {
    Path run = folder.resolve("run");
    CommandLineCall made =
        CommandLineCall.of(
            "run",
            "scenarios/tiny.conf",
            "method.name=" + method,
            "rounds=4",
            "--out",
            run.toString(),
            "--quiet");
    assertThat(made.status()).as(made.err()).isZero();
    CommandLineCall sound = CommandLineCall.of("check", run.toString());
    assertThat(sound.status()).as(sound.out()).isZero();
    assertThat(sound.out())
        .contains("1 final common states compared value by value", "only the last is compared");
    Path events = run.resolve("events.jsonl");
    String journal = Files.readString(events);
    String changed = journal.replaceFirst("\"" + term + "\":[0-9.]+", "\"" + term + "\":" + other);
    assertThat(changed).isNotEqualTo(journal);
    Files.writeString(events, changed);
    CommandLineCall call = CommandLineCall.of("check", run.toString());
    assertThat(call.status()).isEqualTo(1);
    assertThat(call.out() + call.err())
        .contains("adapters/common.safetensors is not version 4: it has ");
  }
}
