package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Measured;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/** A client's program dies over a request, silently, and starts again after some time. */
@Named(
    value = "crash",
    summary = "a client crashes over a request, with or without its private part")
public record Crash(Options options) implements Fault {
  /**
   * @param when it happens, for each request that reaches a client
   * @param phases weights of crashing before training, in the middle of it, and on the way back
   * @param downtime seconds until it has started again
   * @param privatePart what it starts again with
   * @param safeCopyEvery finished pieces of work between two safe copies of the private part
   */
  public record Options(
      @Flat Occurrence when,
      DropoutPhases phases,
      @Measured(Measured.Unit.SECONDS) Distribution downtime,
      PrivatePart privatePart,
      int safeCopyEvery) {
    public Options {
      downtime.requireNotNegative("downtime");
      Require.atLeast("safe-copy-every", safeCopyEvery, 1);
    }
  }

  /** What becomes of what the client owns. */
  public enum PrivatePart {
    /** It is as after the last finished work. */
    SURVIVES,
    /** It is lost: the client goes on from its last safe copy, or from the beginning. */
    LOST
  }

  @Override
  public Occurrence when() {
    return options.when();
  }

  /** Whether the client goes back to its last safe copy. */
  public boolean losesPrivatePart() {
    return options.privatePart() == PrivatePart.LOST;
  }

  /** The distribution of the time until it has started again. */
  public Distribution downtime() {
    return options.downtime();
  }

  /** Draws a phase by its weight: 0 before, 1 during, 2 upload. */
  public int phase(RandomStream draw) {
    DropoutPhases phases = options.phases();
    double at = draw.nextDouble() * (phases.before() + phases.during() + phases.upload());
    if (at < phases.before()) {
      return 0;
    }
    return at < phases.before() + phases.during() ? 1 : 2;
  }
}
