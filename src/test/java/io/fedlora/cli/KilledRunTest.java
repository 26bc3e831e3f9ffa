package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs in processes of their own that are killed ({@code kill -9}) somewhere and resumed. Where is
 * drawn from a seed, as a length of the journal and some milliseconds on top of it, so that the
 * load of the machine does not move it far.
 */
class KilledRunTest {
  private static final long SEED = 20261122;
  private static final int SOME_MILLIS = 40;
  private static final int KILLS = 20;

  @TempDir private Path folder;

  private Process start(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "-Xmx1g");
    builder.command().add(Fedlora.class.getName());
    builder.command().addAll(List.of(arguments));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Kills the process once the journal has a length, or at a length in the life of its end. */
  private static boolean kill(Process process, Path out, long length, int millis)
      throws IOException, InterruptedException {
    Path work = out.resolve("checkpoint/work.log");
    while (process.isAlive()
        && (size(out.resolve("events.jsonl")) < length || !Files.exists(work))) {
      Thread.sleep(1);
    }
    Thread.sleep(millis);
    process.destroyForcibly();
    return process.waitFor() != 0;
  }

  private static List<String> command(String scenario, Path out, List<String> overrides) {
    List<String> all = new ArrayList<>(List.of("run", scenario, "--quiet", "--out"));
    all.add(out.toString());
    all.addAll(overrides);
    return all;
  }

  private Path unbroken(String scenario, String name, List<String> overrides) {
    Path out = folder.resolve(name);
    CommandLineCall call =
        CommandLineCall.of(command(scenario, out, overrides).toArray(String[]::new));
    assertThat(call.err()).isEmpty();
    assertThat(call.status()).isZero();
    return out;
  }

  /** Kills a run some times, the last time perhaps after its end, and lets it end. */
  private int killAndGoOn(
      String scenario, List<String> overrides, Path expected, String name, int times)
      throws IOException, InterruptedException {
    RandomStream random = RandomStream.of(SEED, name);
    Path out = folder.resolve(name);
    long length = Files.size(expected.resolve("events.jsonl"));
    int killed = 0;
    for (int i = 0; i < times; i++) {
      long at = (long) (random.nextDouble() * length);
      int millis = random.nextInt(SOME_MILLIS);
      List<String> command =
          i == 0 || !Files.exists(out)
              ? command(scenario, out, overrides)
              : List.of("resume", "--quiet", out.toString());
      boolean alive = kill(start(command.toArray(String[]::new)), out, at, millis);
      killed += alive ? 1 : 0;
      System.out.printf(
          "%s: seed %d, kill at %d of %d bytes and %d ms: %s, %d bytes stood there%n",
          name,
          SEED,
          at,
          length,
          millis,
          alive ? "killed" : "too late",
          size(out.resolve("events.jsonl")));
    }
    CommandLineCall call = CommandLineCall.of("resume", "--quiet", out.toString());
    assertThat(call.err()).as(name).isEmpty();
    assertThat(call.status()).as(name).isZero();
    sameFiles(expected, out);
    return killed;
  }

  private static void sameFiles(Path expected, Path out) throws IOException {
    List<String> mine = files(out);
    assertThat(mine).isEqualTo(files(expected));
    for (String file : mine) {
      if (!file.equals("machine.jsonl") && !file.equals("summary.json")) {
        assertThat(out.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
      }
    }
    assertThat(withoutWallTime(out)).isEqualTo(withoutWallTime(expected));
  }

  private static List<String> files(Path out) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String withoutWallTime(Path out) throws IOException {
    return Files.readString(out.resolve("summary.json")).replaceAll("\"wallSeconds\":[^}]*", "");
  }

  /** Every way in which updates can be collected. */
  private static List<List<String>> modes() {
    return List.of(
        List.of("rounds=4"),
        List.of("server.collection=buffered", "server.buffer=2", "rounds=8"),
        List.of("server.collection=asynchronous", "rounds=16"),
        List.of("server.collection=semi-synchronous", "server.period=5s", "rounds=6"));
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void killedTwiceItEndsAsIfItHadNotBeen() throws Exception {
    List<String> overrides =
        List.of("rounds=12", "fleet.dropout=0.2", "checkpoint.rewrite-above=10kB");
    Path expected = unbroken("scenarios/tiny.conf", "unbroken", overrides);
    int killed = killAndGoOn("scenarios/tiny.conf", overrides, expected, "killed", 2);
    assertThat(killed).isPositive();
    CommandLineCall check =
        CommandLineCall.of(
            "check", folder.resolve("killed").toString(), "--against", expected.toString());
    assertThat(check.out()).doesNotContain("VIOLATION").contains("checked 1 resumed runs");
    assertThat(check.status()).isZero();
  }

  @Test
  @Tag("full")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void twentyKillsOfTheRealModel() throws Exception {
    List<String> small =
        Arrays.asList(
            "clients=4",
            "local.steps=4",
            "corpus.test-per-client=20",
            "checkpoint.rewrite-above=1MiB");
    int kills = 0;
    for (int mode = 0; mode < modes().size(); mode++) {
      List<String> overrides = new ArrayList<>(small);
      overrides.addAll(modes().get(mode));
      Path expected = unbroken("scenarios/quickstart.conf", "unbroken-" + mode, overrides);
      int needed = KILLS / modes().size();
      int killed = 0;
      // A kill drawn near the end may come too late; another is drawn in its place.
      for (int i = 0; killed < needed && i < 2 * needed; i++) {
        killed +=
            killAndGoOn(
                "scenarios/quickstart.conf", overrides, expected, "mode-" + mode + "-" + i, 1);
      }
      kills += killed;
    }
    assertThat(kills).isEqualTo(KILLS);
  }
}
