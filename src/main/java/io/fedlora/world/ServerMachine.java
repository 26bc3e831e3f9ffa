package io.fedlora.world;

import io.fedlora.clock.Clock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.random.RandomStream;
import io.fedlora.world.fault.FaultPlan;
import io.fedlora.world.fault.Injection;
import io.fedlora.world.fault.ServerRestart;
import java.time.Duration;
import java.util.List;

/** The machine that the server runs on: it goes down as the faults say, and comes up again. */
final class ServerMachine {
  /** Every draw is about the one server. */
  private static final int THE_SERVER = 0;

  private final FaultPlan faults;
  private final Clock clock;
  private final Journal journal;
  private final Endpoints endpoints;
  private boolean steady;
  private boolean down;

  ServerMachine(FaultPlan faults, Clock clock, Journal journal, Endpoints endpoints) {
    this.faults = faults;
    this.clock = clock;
    this.journal = journal;
    this.endpoints = endpoints;
  }

  boolean isDown() {
    return down;
  }

  /** Sets off what is to happen at fixed times. */
  void begin() {
    for (Injection<ServerRestart> restart : faults.restarts()) {
      List<Duration> times = restart.fault().options().at();
      for (int i = 0; i < times.size(); i++) {
        RandomStream draw = RandomStream.of(faults.seed(), "fault-at-" + restart.kind(), i);
        goDownAt(times.get(i).toNanos(), restart, draw);
      }
    }
  }

  /** A round has opened: in its course the server may go down. */
  void roundOpened(int round) {
    long now = clock.now();
    for (Injection<ServerRestart> restart : faults.restarts()) {
      restart
          .strikes(faults.seed(), THE_SERVER, now, round)
          .ifPresent(
              draw ->
                  goDownAt(
                      now + Draws.nanos(Draws.of(restart.fault().options().after(), draw)),
                      restart,
                      draw));
    }
  }

  private void goDownAt(long time, Injection<ServerRestart> restart, RandomStream draw) {
    long downtime = Draws.nanos(Draws.of(restart.fault().options().downtime(), draw));
    clock.at(
        time,
        () -> {
          if (!steady && !down) {
            down = true;
            journal.append(new Event.ServerDown(restart.kind()));
            endpoints.stopServer();
            clock.at(clock.now() + downtime, this::comeBack);
          }
        });
  }

  private void comeBack() {
    if (down) {
      down = false;
      endpoints.startServer();
    }
  }

  /** From now on it stays up, and is up. */
  void heal() {
    steady = true;
    comeBack();
  }

  /** From now on it stays as it is. */
  void end() {
    steady = true;
  }
}
