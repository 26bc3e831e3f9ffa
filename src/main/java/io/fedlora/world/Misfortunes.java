package io.fedlora.world;

import io.fedlora.clock.Clock;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.message.WireRecord;
import io.fedlora.random.RandomStream;
import io.fedlora.world.DropoutPlan.Fate;
import io.fedlora.world.DropoutPlan.Phase;
import io.fedlora.world.fault.Crash;
import io.fedlora.world.fault.DeviceFailed;
import io.fedlora.world.fault.DeviceFault;
import io.fedlora.world.fault.DeviceSlow;
import io.fedlora.world.fault.FaultPlan;
import io.fedlora.world.fault.Injection;
import io.fedlora.world.fault.LinkFault;
import io.fedlora.world.fault.Passage;
import io.fedlora.world.fault.Spoiler;
import java.util.Optional;

/**
 * What dropouts and faults make of records, of requests and of local work: nothing, once the world
 * has healed. Each is drawn from the client and the number of the request, and told to the journal.
 */
final class Misfortunes {
  private static final String CRASH = "crash";
  private static final Errand.Ordeal NONE = new Errand.Ordeal(new Fate.Stays(), "", 0, false);

  private final Fleet fleet;
  private final DropoutPlan dropouts;
  private final FaultPlan faults;
  private final Spoiler spoiler;
  private final Clock clock;
  private final Journal journal;
  private boolean healed;

  Misfortunes(Fleet fleet, DropoutPlan dropouts, FaultPlan faults, Clock clock, Journal journal) {
    this.fleet = fleet;
    this.dropouts = dropouts;
    this.faults = faults;
    this.spoiler = new Spoiler(faults);
    this.clock = clock;
    this.journal = journal;
  }

  /** There are none from now on. */
  void end() {
    healed = true;
  }

  private void tell(String kind, int client, long request) {
    journal.append(new Event.FaultInjected(kind, client, request));
  }

  /**
   * What the faults of links make of a record.
   *
   * @param number of the record among the client's of its kind
   */
  Passage passage(int client, WireRecord wire, boolean down, long number) {
    Passage passage = new Passage(wire.frame());
    if (healed) {
      return passage;
    }
    for (Injection<LinkFault> injection : faults.links()) {
      if (injection.fault().direction().has(down)) {
        Optional<RandomStream> draw =
            injection.strikes(faults.seed(), client, clock.now(), wire.kind().code(), number);
        if (draw.isPresent()) {
          injection.fault().befall(passage, draw.get());
          tell(injection.kind(), client, wire.request());
        }
      }
    }
    return passage;
  }

  /**
   * What becomes of a client over a request that it has received.
   *
   * @param received how many it had received before
   * @param ordinal of the request among those that were sent to it
   */
  Errand.Ordeal ordeal(int client, long received, long ordinal) {
    if (healed) {
      return NONE;
    }
    Fate fate = dropouts.fate(client, received, fleet.profile(client).dropout());
    if (fate instanceof Fate.DropsOut) {
      return new Errand.Ordeal(fate, "dropout", dropouts.downtime(client, received + 1), false);
    }
    Errand.Ordeal ordeal = NONE;
    for (Injection<Crash> crash : faults.crashes()) {
      Optional<RandomStream> draw = crash.strikes(faults.seed(), client, clock.now(), ordinal);
      if (draw.isPresent()) {
        ordeal = ordeal(crash.fault(), draw.get());
      }
    }
    return ordeal;
  }

  private static Errand.Ordeal ordeal(Crash crash, RandomStream draw) {
    Phase phase = Phase.values()[crash.phase(draw)];
    Fate fate = new Fate.DropsOut(phase, draw.nextDouble());
    long downtime = Draws.nanos(Draws.of(crash.downtime(), draw));
    return new Errand.Ordeal(fate, CRASH, downtime, crash.losesPrivatePart());
  }

  /** A client goes down over a request: if that is no dropout, it is a fault that comes true. */
  void goesDown(int client, Errand errand) {
    if (errand.ordeal().cause().equals(CRASH)) {
      tell(CRASH, client, errand.request());
    }
  }

  /** What befalls a device over a client's local work; nothing, as a rule. */
  DeviceTrouble trouble(int client, Errand errand) {
    DeviceTrouble trouble = DeviceTrouble.NONE;
    if (healed) {
      return trouble;
    }
    for (Injection<DeviceFault> injection : faults.devices()) {
      if (injection.strikes(faults.seed(), client, clock.now(), errand.ordinal()).isEmpty()) {
        continue;
      }
      if (injection.fault() instanceof DeviceFailed) {
        tell(injection.kind(), client, errand.request());
        trouble = trouble.failing();
      } else if (injection.fault() instanceof DeviceSlow slow) {
        trouble = trouble.slowedBy(slow.options().by().toNanos());
      }
    }
    return trouble;
  }

  /**
   * What the faults of updates make of one.
   *
   * @param ordinal of the request that it answers
   */
  WireRecord spoilt(int client, WireRecord made, long ordinal) {
    return healed || faults.updates().isEmpty()
        ? made
        : spoiler.spoil(
            client, made, ordinal, clock.now(), kind -> tell(kind, client, made.request()));
  }
}
