package io.fedlora.world.fault;

import io.fedlora.scenario.Default;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.Measured;
import io.fedlora.scenario.Named;
import java.time.Duration;
import java.util.List;

/**
 * The server goes down and forgets what it had not merged yet: updates that had come in, and what
 * it had asked for. It goes on from its last safe copy, in a new round.
 */
@Named(
    value = "server-restart",
    summary = "the server goes down in a round, and goes on from its last safe copy")
public record ServerRestart(Options options) implements Fault {
  /**
   * @param probability for each round
   * @param schedule stretches of time with probabilities of their own for rounds that open in them
   * @param after seconds from the opening of such a round until the server goes down
   * @param at further times at which it goes down, since the start of the run
   * @param downtime seconds until it is back
   */
  public record Options(
      @Default("0") double probability,
      @Default("[]") List<Occurrence.Stretch> schedule,
      @Measured(Measured.Unit.SECONDS) Distribution after,
      @Default("[]") List<Duration> at,
      @Measured(Measured.Unit.SECONDS) Distribution downtime) {
    public Options {
      new Occurrence(probability, schedule, List.of(), List.of());
      schedule = List.copyOf(schedule);
      after.requireNotNegative("after");
      at = List.copyOf(at);
      downtime.requireNotNegative("downtime");
    }
  }

  @Override
  public Occurrence when() {
    return new Occurrence(options.probability(), options.schedule(), List.of(), List.of());
  }

  @Override
  public boolean isNever() {
    return when().isNever() && options.at().isEmpty();
  }
}
