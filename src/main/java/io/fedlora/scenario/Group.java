package io.fedlora.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Clients of one kind, an element of {@code fleet.groups}.
 *
 * @param name in reports; made up where the scenario has none
 * @param share of all clients, in (0, 1]; present where {@code count} is not
 * @param count of clients, at least 1
 * @param speed FLOP/s, drawn once a client
 * @param speedJitter σ of the log-normal factor with median 1 by which a computation's duration
 *     varies, drawn at each request
 * @param up bytes/s towards the server, drawn once a client
 * @param down bytes/s towards the client, drawn once a client
 * @param latency added to every message
 * @param jitter greatest further delay of a message, drawn uniformly from 0 on
 * @param dropout in place of the fleet's, where present
 * @param available when the clients are there
 * @param joins when a client joins, in seconds since the start, drawn once a client
 * @param leaves when it leaves for good, in seconds since the start, drawn once a client; absent
 *     for never
 * @param workPerDay computing time after which a client is out of power until the next day; absent
 *     for no limit
 * @param behaviour name of a behaviour in place of the scenario's, where present
 * @param behaviours shares of the group's clients that have other behaviours, by name
 */
public record Group(
    String name,
    Optional<Double> share,
    Optional<Integer> count,
    Distribution speed,
    double speedJitter,
    @Measured(Measured.Unit.BYTES) Distribution up,
    @Measured(Measured.Unit.BYTES) Distribution down,
    Duration latency,
    Duration jitter,
    Optional<Double> dropout,
    AvailabilitySettings available,
    @Measured(Measured.Unit.SECONDS) Distribution joins,
    @Measured(Measured.Unit.SECONDS) Optional<Distribution> leaves,
    Optional<Duration> workPerDay,
    Optional<String> behaviour,
    Map<String, Double> behaviours) {
  public Group {
    if (share.isPresent() && count.isPresent()) {
      throw new InvalidValue("count", "stands beside share", "keep one of share and count");
    }
    if (share.isPresent() && !(share.get() > 0 && share.get() <= 1)) {
      throw new InvalidValue(
          "share", "must be above 0 and at most 1", "write for example share = 0.25");
    }
    if (count.isPresent()) {
      Require.atLeast("count", count.get(), 1);
    }
    speed.requirePositive("speed");
    Require.notNegative("speed-jitter", speedJitter);
    up.requirePositive("up");
    down.requirePositive("down");
    if (dropout.isPresent()) {
      Require.share("dropout", dropout.get());
    }
    joins.requireNotNegative("joins");
    leaves.ifPresent(time -> time.requireNotNegative("leaves"));
    if (joins instanceof Distribution.Constant from
        && leaves.orElse(null) instanceof Distribution.Constant to
        && to.value() <= from.value()) {
      throw new InvalidValue("leaves", "is not after joins", "write a later time, or none");
    }
    if (workPerDay.isPresent() && workPerDay.get().isZero()) {
      throw new InvalidValue("work-per-day", "must be above 0", "write for example 2h, or none");
    }
    behaviours = BehaviourSettings.checked("behaviours", behaviours);
  }

  Group named(String other) {
    return new Group(
        other,
        share,
        count,
        speed,
        speedJitter,
        up,
        down,
        latency,
        jitter,
        dropout,
        available,
        joins,
        leaves,
        workPerDay,
        behaviour,
        behaviours);
  }
}
