package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzCommandTest {
  @Test
  void noSeedsAreNoProof() {
    for (String[] words :
        new String[][] {
          {"fuzz"},
          {"fuzz", "--seeds", "0"},
          {"fuzz", "--seeds=-3"},
          {"fuzz", "--seeds", "2", "--from", "9223372036854775806"},
          {"fuzz", "--seeds", "2", "--jobs", "0"},
          {"fuzz", "--seeds", "2", "--print=-1"}
        }) {
      CommandLineCall call = CommandLineCall.of(words);
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err()).hasLineCount(1);
    }
    assertThat(CommandLineCall.of("bench", "--runs", "0").status()).isEqualTo(2);
  }

  @TempDir private Path folder;

  @Test
  void saysWhatWasHeld() {
    CommandLineCall call = CommandLineCall.of("fuzz", "--seeds", "3", "--from", "11");
    assertThat(call.out()).contains("3 runs, ").contains("no violation found");
    assertThat(call.status()).isZero();
  }

  @Test
  void drawsWhatAScenarioDoesNotSet() {
    CommandLineCall call =
        CommandLineCall.of("fuzz", "scenarios/stress/buffered.conf", "--seeds", "2");
    assertThat(call.out()).contains("2 runs, ").contains("no violation found");
    assertThat(call.status()).isZero();
  }

  @Test
  void holdsAScenarioAsItIsAndSaysWhatFails() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("failing.conf"),
            "clients = 2\nmethod.rank = 3\nbehaviour.name = \"io.fedlora.fuzz.FuzzTest$Careless\"\n"
                + "fleet.groups = [ { speed = 1e5 } ]\n");
    CommandLineCall call = CommandLineCall.of("fuzz", file.toString());
    assertThat(call.out()).contains("1 runs with violations");
    assertThat(call.err()).contains("VIOLATION").contains("fell over");
    assertThat(call.status()).isEqualTo(1);
  }

  @Test
  void refusesAScenarioThatIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.conf"), "cleints = 2\n");
    CommandLineCall call = CommandLineCall.of("fuzz", file.toString(), "--seeds", "2");
    assertThat(call.err()).contains("bad.conf:1: cleints").hasLineCount(1);
    assertThat(call.status()).isEqualTo(2);
  }
}
