package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DescribeCommandTest {
  @Test
  void showsEveryClient() {
    CommandLineCall call =
        CommandLineCall.of(
            "describe",
            "scenarios/tiny.conf",
            "corpus.validation-per-client=3",
            "fleet.dropout=0.25",
            "fleet.groups=[{name=phones,up=256KiB,latency=20ms,"
                + "available{period=24h,windows=[{from=8h,to=18h}]}}]");
    assertThat(call.err()).isEmpty();
    assertThat(call.status()).isZero();
    List<String> lines = call.out().lines().toList();
    assertThat(lines.get(0)).contains("tiny: pf2lora on tiny-random", "4 clients", "4 labels");
    assertThat(lines).hasSize(7);
    assertThat(lines.get(3).strip().split("  +"))
        .startsWith(
            "0",
            "phones",
            "steady",
            "16",
            "3",
            "20",
            "5.0 GFLOP/s",
            "256 KiB/s",
            "4.0 MiB/s",
            "20 ms",
            "0.250",
            "8h 00m-18h 00m of 1d 00h");
    assertThat(lines.get(3)).containsPattern("noun\\.\\w+ \\d+");
  }
}
