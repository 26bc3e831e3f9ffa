package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bad scenario file gets one message with file, line, key, finding and remedy. */
class ScenarioErrorTest {
  private final Path folder;

  ScenarioErrorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
"""
roundz = 3 | roundz: unknown key; the nearest known key is rounds
server { quorm = 0.1 } | server.quorm: unknown key; the nearest known key is server.quorum
deadline = 3s | deadline: unknown key; the nearest known key is server.deadline
fleet.groups = [ { sped = 1 } ] | fleet.groups[0].sped: unknown key; the nearest known key is fleet.groups[0].speed
time.mod = wall | time.mod: unknown key; the nearest known key is time.mode
rounds = many | rounds: expected a whole number, found "many"; write for example 8
rounds = 2.5 | rounds: expected a whole number, found 2.5; write for example 8
rounds = 3000000000 | rounds: expected a whole number from -2147483648 to 2147483647, found 3000000000; write for example 8
seed = 99999999999999999999 | seed: expected a whole number from -9223372036854775808 to 9223372036854775807, found "99999999999999999999"; write for example 8
rounds = null | rounds: expected a whole number, found nothing; write for example 8
rounds = [1] | rounds: expected a whole number, found a list; write for example 8
rounds = 0 | rounds: must be at least 1, found 0; write for example rounds = 1
name = "a/b" | name: names a folder, so it takes letters, digits, dots, hyphens and underscores only, found "a/b"; write for example name = quickstart
server = 5 | server: expected a block, found 5; write for example { … }
server.staleness-exponent = 2000 | server.staleness-exponent: must be at most 10; to leave old updates out altogether, set staleness-bound
server.quorum = 1.5 | server.quorum: must lie between 0 and 1; write for example quorum = 0.5
server.deadline = 30 | server.deadline: expected a duration with a unit, found "30"; write for example 30s, 250ms or 2h
server.deadline = 0s | server.deadline: must be above 0; write a duration as 30s, or none
server.deadline = -1s | server.deadline: must not be negative, found -1s; write for example 30s, 250ms or 2h
server.cohort = 0 | server.cohort: must be at least 1, found 0; write for example cohort = all
server.cohort = 9 | server.cohort: asks for 9 of 8 clients; write at most 8, or all
server.cohort = 1.5 | server.cohort: expected all, a whole number or a share above 0 and up to 1, found 1.5; write for example all, 4 or 0.5
server { cohort = 4, close-after = 5 } | server.close-after: waits for 5 answers where 4 clients are asked; write at most 4, or all
server { close-after = 3, quorum = 0.5 } | server.quorum: is never met: rounds close after 3 of 8 answers; lower it, raise close-after, or lower over-selection
evaluation.split = validation | evaluation.split: scores validation texts, but corpus.validation-per-client = 0; write split = test, or give each client validation texts
server.late-updates = drop | server.late-updates: expected one of discard, accept, found "drop"; write for example accept
server.crash-detection = none | server.crash-detection: expected a duration with a unit, found "none"; write for example 30s, 250ms or 2h
server.crash-detection = 0s | server.crash-detection: must be above 0; write for example 30s
corpus.train-per-client = 0.5 | corpus.train-per-client: expected a whole number or all, found a share; write for example train-per-client = 64
foundation.activation-memory = lots | foundation.activation-memory: expected a size, found "lots"; write for example 512MiB or 10kB
foundation.precision = half | foundation.precision: expected one of float32, bfloat16, float64, found "half"; write for example float32
devices.use = "gpu" | devices.use: expected auto, cpu or "gpu:<number>", found "gpu"; write for example use = cpu or use = "gpu:0"
devices.slots = 0 | devices.slots: must be at least 1, found 0; write for example slots = 1
journal.keep-updates = maybe | journal.keep-updates: expected true or false, found "maybe"; write for example true
fleet.groups = fast | fleet.groups: expected a list, found "fast"; write for example [ { … } ]
fleet.groups = [] | fleet.groups: must not be empty; leave it out for one uniform group
fleet.groups = [ { share = 0.5 }, { share = 0.4 } ] | fleet.groups: the shares of the groups do not sum to 1; make them sum to 1
fleet.groups = [ { share = 0.5 } ] | fleet.groups: the shares of the groups do not sum to 1; make them sum to 1
fleet.groups = [ { count = 3 }, { count = 4 } ] | fleet.groups: the counts of the groups sum to 7, but clients = 8; make them sum to 8, or give shares
fleet.groups = [ { share = 0.5, count = 4 }, { share = 0.5 } ] | fleet.groups[0].count: stands beside share; keep one of share and count
fleet.groups = [ { share = 0.5 }, { count = 4 } ] | fleet.groups[1]: every group takes a share, or every group a count; write for example share = 0.5
fleet.groups = [ { share = 0.5 }, { speed = 1 } ] | fleet.groups[1]: every group takes a share, or every group a count; write for example share = 0.5
fleet.groups = [ { share = 0.5, name = a }, { share = 0.5, name = a } ] | fleet.groups[1].name: the name a is taken; give every group a name of its own
fleet.groups = [ { speed = 0 } ] | fleet.groups[0].speed: must be above 0; write a value or a range above 0
fleet.groups = [ { speed = fast } ] | fleet.groups[0].speed: expected a number, found "fast"; write for example 0.5
fleet.groups = [ { speed { distribution = unifrom } } ] | fleet.groups[0].speed.distribution: unknown distribution unifrom; the nearest known one is uniform
fleet.groups = [ { speed { distribution = uniform, min = 1 } } ] | fleet.groups[0].speed.max: is required and not set; write for example { distribution = uniform, min = 1, max = 2 }
fleet.groups = [ { speed { distribution = uniform, min = 2, max = 1 } } ] | fleet.groups[0].speed.max: lies below min; write the greater bound as max
fleet.groups = [ { speed { distribution = uniform, min = 1, max = 2, median = 3 } } ] | fleet.groups[0].speed.median: unknown key; the nearest known key is fleet.groups[0].speed.min
fleet.dropout-phases { before = 0, during = 0, upload = 0 } | fleet.dropout-phases: the weights must not all be 0; give one phase a weight above 0
corpus.file = nowhere.tsv | corpus.file: no such file or folder: nowhere.tsv; looked for
foundation.model = ./nowhere | foundation.model: no such file or folder: ./nowhere; looked for
""")
  void namesFileLineKeyAndRemedy(String line, String message) throws IOException {
    Path file = write("# two lines\n\n" + line + "\n");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ":3: " + message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aConflictWithADefaultNamesTheDefaultsPlace() throws IOException {
    Path file = write("server.close-after = 8\nserver.cohort = 8\nclients = 4\n");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .hasMessageContaining(file + ":2: server.cohort: asks for 8 of 4 clients");
    Path other = write("fleet.dropout-phases { before = 0, during = 0 }\n");
    assertThatThrownBy(() -> ScenarioFile.load(other, List.of("fleet.dropout-phases.upload=0")))
        .hasMessageContaining(other.toString())
        .hasMessageContaining("fleet.dropout-phases: the weights must not all be 0");
  }

  @Test
  void theFirstUnknownKeyInFileOrderIsNamed() throws IOException {
    Path file = write("zzz = 1\nroundz = 2\naaa = 3\n");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .hasMessageContaining(file + ":1: zzz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
"""
rounds = 3\\nserver { | 2
rounds = 3\\nuse = gpu:0 | 2
rounds = 3\\n} | 2
[1, 2] | 1
rounds = 3\\nseed = ${nothing} | 2
rounds = 3\\ninclude "nowhere.conf" | 2
rounds = 3\\ninclude "x.conf" | 2
rounds = 3\\ninclude classpath("application.conf") | 2
rounds = 3\\ninclude file("nowhere.conf") | 2
rounds = 3\\ninclude url("http://localhost/x.conf") | 2
""")
  void whatIsNotHoconIsNamedWithItsLine(String text, int line) throws IOException {
    Path file = write(text.replace("\\n", "\n"));
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(":" + line + ": ");
  }

  @Test
  void aForeignFileGivesOneLine() throws IOException {
    Path file = folder.resolve("x.conf");
    Files.write(file, new byte[] {'P', 'K', 3, 4, 0, '\n', 7, '{', '"', '\n', (byte) 200, 1});
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .isInstanceOf(ScenarioException.class)
        .message()
        .startsWith(file.toString())
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.conf");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + ": no such file; name a scenario file, as scenarios/quickstart.conf");
    assertThatThrownBy(() -> ScenarioFile.load(folder, List.of()))
        .hasMessageStartingWith(folder + ": is not a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
"""
rounds | rounds: expected key=value
=3 | =3: expected key=value
a b{=3 | a b{=3: expected key=value
server={ | server={: the value is not HOCON
rounds=3, seed = { | rounds=3, seed = {: the value is not HOCON
rounds=many | rounds: expected a whole number, found "many"
rounds= | rounds=: the value is not HOCON
server.quorm=1 | server.quorm: unknown key; the nearest known key is server.quorum
""")
  void anOverrideIsNamedWithTheCommandLineAndTheFile(String override, String message)
      throws IOException {
    Path file = write("rounds = 3\n");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of(override)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + " (command line): " + message);
  }

  @Test
  void anIncludedFileIsNamedWithTheIncludingOne() throws IOException {
    Files.writeString(folder.resolve("part.conf"), "\nrounds = many\n");
    Path file = write("include \"part.conf\"\n");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .hasMessageStartingWith(
            folder.resolve("part.conf") + ":2 (included by " + file + "): rounds: ");
  }

  @Test
  void laterChecksFindTheLine() throws IOException {
    Path file = write("clients = 4\n\ncorpus {\n  train-per-client = 1000\n}\n");
    Scenario scenario = ScenarioFile.load(file, List.of("rounds=2"));
    assertThat(scenario.error("corpus.train-per-client", "too many", "write 10"))
        .hasMessage(file + ":4: corpus.train-per-client: too many; write 10");
    assertThat(scenario.error("rounds", "odd", ""))
        .hasMessage(file + " (command line): rounds: odd");
    assertThat(scenario.error("fleet.groups[0].speed", "slow", "").getMessage())
        .matches("\\Q" + file + "\\E \\(default, application.conf:\\d+\\): fleet.+");
  }

  @Test
  void validationTextsAreCounted() throws IOException {
    Path file = write("\ncorpus.validation-per-client = all\n");
    assertThatThrownBy(() -> ScenarioFile.load(file, List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ":2: corpus.validation-per-client: cannot be all")
        .hasMessageContaining("= 64");
  }

  @Test
  void errorsThatKnowOnlyTheKeyGetTheirPlace() throws IOException {
    Path file = write("\nclients = 4\n");
    Scenario scenario = ScenarioFile.load(file, List.of());
    assertThat(scenario.located(new ScenarioException("clients = 4: too many")))
        .hasMessage(file + ":2: clients = 4: too many");
    assertThat(scenario.located(new ScenarioException("train.tsv, line 7: no label")))
        .hasMessage(file + ": train.tsv, line 7: no label");
    ScenarioException placed = scenario.error("clients", "odd", "");
    assertThat(scenario.located(placed)).isSameAs(placed);
    assertThat(scenario.located(new ScenarioException("clients: " + file + " is named here")))
        .hasMessage(file + ":2: clients: " + file + " is named here");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("x.conf"), text);
  }
}
