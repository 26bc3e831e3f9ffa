package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks bash and zsh themselves what they would complete. */
class CompletionTest {
  @TempDir private static Path folder;
  private static Path script;

  @BeforeAll
  static void scriptAndFiles() throws IOException {
    script = Files.writeString(folder.resolve("script"), CommandLineCall.of("completion").out());
    Files.createDirectories(folder.resolve("runs/one"));
    Files.createFile(folder.resolve("first.conf"));
    Files.createFile(folder.resolve("first.txt"));
  }

  private static List<String> asked(String shell, String before, String line)
      throws IOException, InterruptedException {
    String bash =
        "COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(%s); ".formatted(line, line);
    String empty = line.endsWith(" ") ? "COMP_WORDS+=(''); " : "";
    Path asking =
        Files.writeString(
            folder.resolve("asking"),
            before
                + "\nsource "
                + script
                + "\ncd "
                + folder
                + "\nask() {\n"
                + (shell.equals("zsh") ? "emulate -L sh\n" : "")
                + bash
                + empty
                + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_fedlora\n"
                + "printf '%s|\\n' \"${COMPREPLY[@]}\"\n}\nask\n");
    Process process =
        new ProcessBuilder(shell, asking.toString()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return Arrays.stream(text.split("\\|\\n?"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fedlora exp; export",
        "fedlora run fir; first.conf",
        "fedlora describe ru; runs/",
        "fedlora report runs/o; runs/one/",
        "fedlora run first.conf --out runs/o; runs/one/",
        "fedlora run first.conf --out=runs/o; runs/one/",
        "fedlora run first.conf server.coll; server.collection=",
        "fedlora run first.conf server.collection=buf; buffered",
        "fedlora run first.conf --quiet method.name=sa-; sa-fedlora",
        "fedlora run first.conf foundation.model=bge; bge-small",
        "fedlora run first.conf partition.kind=dir; dirichlet",
        "fedlora run first.conf fleet.profile=ph; phones",
        "fedlora run first.conf journal.keep-updates=t; true",
        "fedlora costs first.conf --method homlora,pfed; homlora,pfedlora",
        "fedlora costs first.conf --method=sa; sa-fedlora",
        "fedlora sweep first.conf --over method.name=homlora,fedb; homlora,fedbf",
        "fedlora sweep first.conf --over server.quo; server.quorum=",
        "fedlora run first.conf --qui; --quiet",
        "fedlora compare runs/one --columns accuracy,diff; accuracy,difference",
        "fedlora help reac; reach",
      })
  void bashCompletes(String line, String word) throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "there is no bash here");
    assertThat(asked("bash", "set -u", line)).containsExactly(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fedlora exp; export",
        "fedlora run fir; first.conf",
        "fedlora report runs/o; runs/one/",
        "fedlora run first.conf server.coll; server.collection=",
        "fedlora run first.conf server.collection=buf; server.collection=buffered",
        "fedlora costs first.conf --method homlora,pfed; homlora,pfedlora",
        "fedlora sweep first.conf --over method.name=homlora,fedb; method.name=homlora,fedbf",
      })
  void zshCompletes(String line, String word) throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/usr/bin/zsh")), "there is no zsh here");
    String before =
        "autoload -U +X compinit && compinit -u -D; autoload -U +X bashcompinit && bashcompinit";
    assertThat(asked("zsh", before, line)).containsExactly(word);
  }
}
