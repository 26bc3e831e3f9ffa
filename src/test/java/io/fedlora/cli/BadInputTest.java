package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final String TINY =
      """
      name = slip
      foundation.model = tiny-random
      corpus { source = file, file = "texts.tsv", text = sentence, train-per-client = 4, test-per-client = 2 }
      clients = 2
      partition.kind = iid
      method { rank = 4, private-rank = 2 }
      local { steps = 1, batch-size = 2, max-length = 8 }
      rounds = 1
      """;

  @TempDir private Path folder;

  private Path scenario(String extra) throws IOException {
    StringBuilder texts = new StringBuilder("sentence\tlabel\n");
    for (int i = 0; i < 20; i++) {
      texts.append("text number ").append(i).append('\t').append(i % 2).append('\n');
    }
    Files.writeString(folder.resolve("texts.tsv"), texts);
    return Files.writeString(folder.resolve("slip.conf"), TINY + extra);
  }

  private void assertRefused(Path file, List<String> words, String... overrides) {
    Path out = folder.resolve("out");
    String[] arguments =
        Stream.concat(
                Stream.of("run", file.toString(), "--out", out.toString()),
                Arrays.stream(overrides))
            .toArray(String[]::new);
    List<Path> before = files();
    CommandLineCall call = CommandLineCall.of(arguments);
    assertThat(call.err().lines().toList()).hasSize(1);
    assertThat(call.err()).startsWith("fedlora: ").contains(words);
    assertThat(call.out()).isEmpty();
    assertThat(call.status()).isEqualTo(2);
    assertThat(files()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foundation.precision=float32",
        "method.targets=[query,value]",
        "local.max-length=32",
        "corpus.true-ranks=[2,17]",
        "corpus.columns=15",
        "clients=3"
      })
  void theLinearModelSaysWhatItNeeds(String slip) {
    String key = slip.substring(slip.indexOf('.') + 1, slip.indexOf('='));
    assertRefused(Path.of("scenarios/synthetic-rank.conf"), List.of(key), slip);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        Arguments.of("roundz = 3", List.of("slip.conf:9", "roundz", "rounds")),
        Arguments.of("server { qorum = 1 }", List.of("slip.conf:9", "qorum", "quorum")),
        Arguments.of("method { rnak = 3 }", List.of("slip.conf:9", "method.rnak", "rank")),
        Arguments.of("rounds = many", List.of("slip.conf:9", "rounds", "whole number")),
        Arguments.of("server.deadline = 30 apples", List.of("slip.conf:9", "deadline")),
        Arguments.of("method.name = pf3lora", List.of("slip.conf:9", "pf3lora", "pf2lora")),
        Arguments.of("corpus.source = wordnet", List.of("slip.conf:9", "wordnet-topics")),
        Arguments.of("partition.kind = skew", List.of("slip.conf:9", "skew", "partition")),
        Arguments.of("foundation.model = linear", List.of("slip.conf:3", "low-rank-regression")),
        Arguments.of("corpus.source = low-rank-regression", List.of("foundation.model = linear")),
        Arguments.of("behaviour.name = stedy", List.of("slip.conf:9", "stedy", "steady")),
        Arguments.of("faults { loss = 0.1 }", List.of("slip.conf:9", "faults.loss")),
        Arguments.of("behaviour.name = my.Lazy", List.of("slip.conf:9", "my.Lazy", "extensions/")),
        Arguments.of("foundation.model = gpt", List.of("slip.conf:9", "gpt", "minilm-l6")),
        Arguments.of("foundation.model = ./none", List.of("slip.conf:9", "none")),
        Arguments.of("method.private-rank = 4", List.of("slip.conf:9", "private-rank", "below")),
        Arguments.of("clients = 21", List.of("slip.conf", "21", "20")),
        Arguments.of("corpus.train-per-client = 9", List.of("slip.conf:9", "train", "18")),
        Arguments.of("corpus.file = none.tsv", List.of("slip.conf:9", "corpus.file", "none.tsv")),
        Arguments.of("corpus.text = words", List.of("slip.conf", "texts.tsv", "words", "sentence")),
        Arguments.of("local.max-length = 4096", List.of("slip.conf:9", "max-length")),
        Arguments.of("devices.use = \"gpu:7\"", List.of("slip.conf:9", "devices.use", "gpu.md")),
        Arguments.of("devices.slots = 257", List.of("slip.conf:9", "devices.slots", "256")),
        Arguments.of(
            "fleet.groups = [{ share = 0.5 },\n { share = 0.5, behaviour = stedy }]",
            List.of("slip.conf:10", "fleet.groups[1].behaviour", "stedy", "steady")),
        Arguments.of("server.collection = bufferd", List.of("slip.conf:9", "buffered")),
        Arguments.of(
            "server { collection = buffered, buffer = 3 }",
            List.of("slip.conf:9", "server.buffer", "at most 2")),
        Arguments.of(
            "server { collection = asynchronous, concurrency = 3 }",
            List.of("slip.conf:9", "server.concurrency", "at most 2")),
        Arguments.of(
            "server.collection = buffered, method.name = fdlora",
            List.of("slip.conf:9", "server.collection", "fdlora", "synchronous")),
        Arguments.of(
            "server.merge.centre = median, method.name = local-only",
            List.of("slip.conf:9", "server.merge.centre", "local-only", "weighted mean")),
        Arguments.of("server.merge.trim = 0.5", List.of("slip.conf:9", "trim", "below 0.5")),
        Arguments.of("server.mixing = 0", List.of("slip.conf:9", "mixing", "above 0")),
        Arguments.of("server.work-limit = 0s", List.of("slip.conf:9", "work-limit")),
        Arguments.of("rounds = [", List.of("slip.conf")),
        Arguments.of("include \"other.conf\"", List.of("slip.conf", "other.conf")));
  }

  @ParameterizedTest
  @MethodSource("slips")
  void slipInTheScenario(String slip, List<String> words) throws IOException {
    assertRefused(scenario(slip), words);
  }

  @Test
  void slipOnTheCommandLine() throws IOException {
    Path file = scenario("");
    assertRefused(file, List.of("slip.conf", "command line", "roundz", "rounds"), "roundz=3");
    assertRefused(file, List.of("rounds", "key=value"), "rounds");
  }

  @Test
  void missingScenario() {
    assertRefused(folder.resolve("none.conf"), List.of("none.conf", "no such file"));
  }

  @Test
  void rowWithAMissingColumn() throws IOException {
    Path file = scenario("");
    Files.writeString(folder.resolve("texts.tsv"), "sentence\tlabel\ngood\t1\nbad\n");
    assertRefused(file, List.of("slip.conf", "texts.tsv, line 3", "label"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "config.json", "tokenizer.json"})
  void damagedModel(String damaged) throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Path golden = Path.of("src/test/resources/golden/tiny-bert");
    for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
      byte[] bytes = Files.readAllBytes(golden.resolve(name));
      int length = name.equals(damaged) ? bytes.length / 2 : bytes.length;
      Files.write(model.resolve(name), Arrays.copyOf(bytes, length));
    }
    assertRefused(
        scenario("foundation.model = ./model"),
        List.of("slip.conf:9: foundation.model: ", damaged, "fetch the file again"));
  }

  @Test
  void folderInUse() throws IOException {
    Path file = scenario("");
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("scenario.conf"), "");
    assertRefused(file, List.of("holds a run already", "--out"));
    Files.delete(out.resolve("scenario.conf"));
    Files.writeString(out.resolve("notes.txt"), "");
    assertRefused(file, List.of("is not empty", "--out"));
  }

  @Test
  void fileInTheFoldersWay() throws IOException {
    Path file = scenario("");
    Files.writeString(folder.resolve("out"), "");
    assertRefused(file, List.of("out is a file", "--out"));
  }

  @Test
  void anErrorOfJavaIsToldAndEndsWithStatusOne() {
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Shell.UNLIMITED,
            Shell.UNLIMITED,
            false,
            () -> {
              throw new OutOfMemoryError("heap");
            });
    String none = folder.resolve("none.conf").toString();
    assertThat(Fedlora.execute(shell, "validate", none)).isEqualTo(1);
    assertThat(err.toString()).startsWith("fedlora: java.lang.OutOfMemoryError: heap");
  }

  static Stream<Arguments> commandLines() {
    return Stream.of(
        Arguments.of(List.of(), "Missing required subcommand"),
        Arguments.of(List.of("rum"), "there is no command rum; did you mean run?"),
        Arguments.of(List.of("rnu", "x.conf"), "there is no command rnu"),
        Arguments.of(List.of("run"), "SCENARIO"),
        Arguments.of(List.of("foo", "run"), "there is no command foo "),
        Arguments.of(List.of("help", "rnu"), "there is no command rnu; did you mean run?"),
        Arguments.of(List.of("run", "--qiet", "x.conf"), "--qiet; did you mean --quiet?"),
        Arguments.of(List.of("run", "x.conf", "--uot", "d"), "--uot; did you mean --out?"),
        Arguments.of(List.of("run", "x.conf", "--frobnicate"), "unknown option --frobnicate (see"),
        Arguments.of(
            List.of("export", "d", "--client", "x", "--to", "e"),
            "--client: 'x' is not a whole number"),
        Arguments.of(
            List.of("sweep", "x.conf", "--seeds", "1,b", "--out", "d"),
            "--seeds: 'b' is not a whole number"),
        Arguments.of(
            List.of("bench", "--only", "speed"),
            "--only: 'speed' is none of steps, slots, control-plane, fleet, memory"),
        Arguments.of(List.of("run", "x.conf", "--out", ""), "--out: it is empty; name a"),
        Arguments.of(List.of("report", " "), "DIR: it is empty; name a"),
        Arguments.of(List.of("methods", "--out"), "--out"));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void commandLineSlip(List<String> arguments, String word) {
    CommandLineCall call = CommandLineCall.of(arguments.toArray(String[]::new));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).startsWith("fedlora: ").contains(word, "--help").hasLineCount(1);
  }
}
