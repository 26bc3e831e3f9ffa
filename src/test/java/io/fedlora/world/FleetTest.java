package io.fedlora.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import io.fedlora.scenario.FleetSettings;
import io.fedlora.scenario.Group;
import io.fedlora.world.presence.AvailabilityModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static Profile profile(double speed, double speedJitter, long latencyJitter) {
    return new Profile(
        "g", "steady", speed, speedJitter, 1000, 4000, 50, latencyJitter, 0, Availability.ALWAYS);
  }

  private static Fleet fleet(Profile profile) {
    return new Fleet(7, List.of(profile));
  }

  @Test
  void durationsFollowFromSpeedBandwidthAndLatency() {
    Fleet fleet = fleet(profile(2e9, 0, 0));
    assertThat(fleet.workNanos(0, 0, 1_000_000_000L)).isEqualTo(500_000_000L);
    assertThat(fleet.workNanos(0, 9, 0)).isZero();
    assertThat(fleet.upNanos(0, 0, 100, 0)).isEqualTo(100_000_050L);
    assertThat(fleet.downNanos(0, 0, 100, 0)).isEqualTo(25_000_050L);
  }

  @Test
  void whatIsExpectedLeavesOutAllThatIsDrawn() {
    Fleet fleet = fleet(profile(2e9, 0.4, 1000));
    // 1e9 FLOPs at 2e9 a second; 100 bytes at 4000 and 1000 a second; 50 ns each way.
    assertThat(fleet.expectedNanos(0, 1_000_000_000L, 100)).isEqualTo(625_000_100L);
  }

  @Test
  void infiniteSpeedTakesNoTime() {
    assertThat(fleet(profile(Double.POSITIVE_INFINITY, 0.5, 0)).workNanos(0, 0, 1_000_000L))
        .isZero();
  }

  @Test
  void jitterIsKeyedAndHasTheRightSpread() {
    Fleet fleet = fleet(profile(1e9, 0.4, 1000));
    List<Double> logs = new ArrayList<>();
    long most = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4000; i++) {
      long work = fleet.workNanos(0, i, 1_000_000_000L);
      assertThat(fleet.workNanos(0, i, 1_000_000_000L)).isEqualTo(work);
      logs.add(Math.log(work / 1e9));
      long extra = fleet.upNanos(0, i, 1, 0) - 1_000_050L;
      most = Math.max(most, extra);
      least = Math.min(least, extra);
    }
    double mean = logs.stream().mapToDouble(x -> x).average().orElseThrow();
    double variance = logs.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / logs.size();
    assertThat(mean).isBetween(-0.035, 0.035);
    assertThat(Math.sqrt(variance)).isBetween(0.37, 0.43);
    assertThat(least).isBetween(0L, 10L);
    assertThat(most).isBetween(990L, 999L);
  }

  @Test
  void groupsTakeTheirClientsInOrderAndTheirOwnSettings() {
    Group slow = group("slow", 0.25, new Distribution.Constant(1), Optional.of(0.5));
    Group fast = group("fast", 0.75, new Distribution.Uniform(10, 20), Optional.empty());
    FleetSettings settings =
        new FleetSettings(
            0.1, new DropoutPhases(1, 1, 1), new Distribution.Constant(1), List.of(slow, fast));
    Fleet fleet = fleet(7, settings);
    assertThat(fleet.profiles())
        .extracting(Profile::group)
        .containsExactly("slow", "slow", "fast", "fast", "fast", "fast", "fast", "fast");
    assertThat(fleet.profile(1).dropout()).isEqualTo(0.5);
    assertThat(fleet.profile(2).dropout()).isEqualTo(0.1);
    assertThat(fleet.profile(2).behaviour()).isEqualTo("steady");
    assertThat(fleet.profile(2).availability())
        .isEqualTo(new Windows(100, List.of(new Windows.Window(10, 20))));
    assertThat(fleet.profiles().subList(2, 8))
        .extracting(Profile::speed)
        .doesNotHaveDuplicates()
        .allMatch(speed -> speed >= 10 && speed < 20);
    assertThat(fleet(7, settings)).isEqualTo(fleet);
    assertThat(fleet(8, settings).profile(5).speed()).isNotEqualTo(fleet.profile(5).speed());
  }

  private static Group group(
      String name, double share, Distribution speed, Optional<Double> dropout) {
    return new Group(
        name,
        Optional.of(share),
        Optional.empty(),
        speed,
        0,
        new Distribution.LogNormal(1e6, 0.5),
        new Distribution.Constant(1e7),
        Duration.ofMillis(50),
        Duration.ZERO,
        dropout,
        null,
        new Distribution.Constant(0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static Fleet fleet(long seed, FleetSettings settings) {
    AvailabilityModel model =
        (key, client) -> new Windows(100, List.of(new Windows.Window(10, 20)));
    return Fleet.of(seed, settings, 8, client -> "steady", List.of(model, model));
  }
}
