package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptionTest {
  private static final int SIGINT = 2;

  @TempDir private Path folder;

  /**
   * A process inherits from a background job that Ctrl-C is nothing to it, and then so does ours.
   */
  @BeforeEach
  void signalsArrive() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.isReadable(status), "needs Linux");
    long ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
            .findFirst()
            .orElse(0L);
    assumeTrue((ignored >> (SIGINT - 1) & 1) == 0, "interrupts are ignored here");
  }

  private Process start(Path out, Path err, String... overrides) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("run", "scenarios/tiny.conf", "--out", out.toString()));
    command.addAll(List.of(overrides));
    return start(err, command);
  }

  private Process start(Path err, List<String> command) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "-Xmx512m");
    builder.command().add(Fedlora.class.getName());
    builder.command().addAll(command);
    return builder.redirectError(err.toFile()).redirectOutput(folder.resolve("o").toFile()).start();
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  @Test
  @Timeout(120)
  void interruptEndsTheRunCleanly() throws IOException, InterruptedException {
    Path out = folder.resolve("run");
    Path err = folder.resolve("err");
    Process process = start(out, err, "rounds=1000000");
    try {
      while (process.isAlive() && !Files.readString(err).contains("round 2/")) {
        Thread.sleep(50);
      }
      interrupt(process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(err))
        .endsWith("fedlora: interrupted; go on with: fedlora resume " + out + "\n");
    assertThat(Files.readAllLines(out.resolve("events.jsonl")))
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> assertThat(JsonParser.parseString(line).isJsonObject()).isTrue());
    assertThat(out.resolve("scenario.conf")).exists();
    assertThat(out.resolve("summary.json")).doesNotExist();
    damagedWorkIsRefused(out);
  }

  /** From before anything is read to the first rounds, the loading of libraries included. */
  @ParameterizedTest
  @ValueSource(longs = {300, 700, 1100, 1500, 2000, 2800})
  @Timeout(120)
  void interruptAtTheStartIsNotLost(long millis) throws IOException, InterruptedException {
    Path out = folder.resolve("run");
    Path err = folder.resolve("err");
    Process process = start(out, err, "rounds=1000000");
    try {
      Thread.sleep(millis);
      interrupt(process);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  @Timeout(120)
  void interruptEndsAtOnceWhatCannotBeHarmed() throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process = start(err, List.of("costs", "scenarios/costs/paper.conf", "rounds=100000"));
    try {
      Thread.sleep(2500);
      interrupt(process);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(err)).endsWith("fedlora: interrupted\n");
  }

  private static void damagedWorkIsRefused(Path out) throws IOException {
    Path work = out.resolve("checkpoint/work.log");
    byte[] journal = Files.readAllBytes(out.resolve("events.jsonl"));
    byte[] bytes = Files.readAllBytes(work);
    bytes[bytes.length / 2] ^= 4;
    Files.write(work, bytes);
    CommandLineCall call = CommandLineCall.of("resume", out.toString());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err())
        .contains(work + ": is damaged at byte ", "remove " + out.resolve("checkpoint"))
        .hasLineCount(1);
    assertThat(Files.readAllBytes(out.resolve("events.jsonl"))).isEqualTo(journal);
  }
}
