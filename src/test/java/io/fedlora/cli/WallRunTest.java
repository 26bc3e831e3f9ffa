package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.check.AgainstCheck;
import io.fedlora.check.RunCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WallRunTest {
  private static final List<String> OVERRIDES =
      List.of(
          "time.mode=wall",
          "server.deadline=800ms",
          "server.quorum=0",
          "fleet.groups=[{ share = 0.5, speed = 1e9 }, { share = 0.5, speed = 1e5 }]");

  @TempDir private Path folder;

  private Path run(String name) {
    Path out = folder.resolve(name);
    String[] arguments =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "run", "scenarios/tiny.conf", "--quiet", "--out", out.toString()),
                OVERRIDES.stream())
            .toArray(String[]::new);
    CommandLineCall call = CommandLineCall.of(arguments);
    assertThat(call.err()).isEmpty();
    assertThat(call.status()).isZero();
    return out;
  }

  @Test
  @Timeout(120)
  void aRunInWallTimeThatMissesDeadlinesHolds() throws IOException {
    Path one = run("one");
    List<String> events = Files.readAllLines(one.resolve("events.jsonl"));
    assertThat(events.get(0)).contains("\"pace\":\"wall\"");
    assertThat(events).anyMatch(line -> line.contains("\"reason\":\"deadline\""));
    assertThat(RunCheck.of(one).violations()).isEmpty();
    assertThat(AgainstCheck.of(one, run("other")).violations()).isEmpty();
  }
}
