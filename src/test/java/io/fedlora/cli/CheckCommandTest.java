package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void run() {
    for (String slots : List.of("1", "2")) {
      String out = folder.resolve("slots-" + slots).toString();
      CommandLineCall call =
          CommandLineCall.of(
              "run", "scenarios/tiny.conf", "--quiet", "--out", out, "devices.slots=" + slots);
      assertThat(call.status()).isZero();
    }
  }

  @Test
  void acceptsGoodRunsAndTamperedOnesNot() throws IOException {
    Path one = folder.resolve("slots-1");
    Path two = folder.resolve("slots-2");
    CommandLineCall good = CommandLineCall.of("check", one.toString());
    assertThat(good.out()).contains("no violation found");
    assertThat(good.status()).isZero();
    CommandLineCall both = CommandLineCall.of("check", one.toString(), "--against", two.toString());
    assertThat(both.out()).contains(one + ":", two + ":", "one against the other:");
    assertThat(both.out().lines().filter("no violation found"::equals)).hasSize(3);
    assertThat(both.status()).isZero();

    List<String> events = Files.readAllLines(two.resolve("events.jsonl"));
    events.removeIf(line -> line.contains("\"type\":\"update-merged\",\"request\":2,"));
    Files.write(two.resolve("events.jsonl"), events);
    CommandLineCall bad = CommandLineCall.of("check", two.toString());
    assertThat(bad.out()).contains("VIOLATION").doesNotContain("no violation found");
    assertThat(bad.status()).isEqualTo(1);
    CommandLineCall either =
        CommandLineCall.of("check", one.toString(), "--against", two.toString());
    assertThat(either.status()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoRun() {
    CommandLineCall call = CommandLineCall.of("check", folder.toString());
    assertThat(call.err()).startsWith("fedlora: ").contains(folder.toString()).hasLineCount(1);
    assertThat(call.status()).isEqualTo(2);
  }
}
