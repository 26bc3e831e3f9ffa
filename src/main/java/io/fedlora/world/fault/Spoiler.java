package io.fedlora.world.fault;

import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.message.WireRecord;
import io.fedlora.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts wrong updates in the place of right ones, before they are sent. */
public final class Spoiler {
  private final long seed;
  private final List<Injection<UpdateFault>> faults;
  private final boolean looksBack;
  private final Codec codec = new Codec();

  /** The last sound update of each client, where a fault may ask for it. */
  private final Map<Integer, WireRecord> before = new TreeMap<>();

  public Spoiler(FaultPlan plan) {
    this.seed = plan.seed();
    this.faults = plan.updates();
    this.looksBack = faults.stream().anyMatch(one -> one.fault().looksBack());
  }

  /**
   * What a client really sends in place of an update.
   *
   * @param ordinal of its request
   * @param told is told of each fault that happens
   */
  public WireRecord spoil(
      int client, WireRecord sound, long ordinal, long now, Consumer<String> told) {
    WireRecord sent = sound;
    for (Injection<UpdateFault> injection : faults) {
      Optional<RandomStream> draw = injection.strikes(seed, client, now, ordinal);
      if (draw.isPresent()) {
        Optional<Body.Update> spoilt =
            injection.fault().spoil(update(sent), before(client), draw.get());
        if (spoilt.isPresent()) {
          sent = codec.encode(sound.request(), spoilt.get());
          told.accept(injection.kind());
        }
      }
    }
    if (looksBack) {
      before.put(client, sound);
    }
    return sent;
  }

  private Body.Update update(WireRecord wire) {
    return (Body.Update) codec.decode(wire);
  }

  private Body.@org.jspecify.annotations.Nullable Update before(int client) {
    WireRecord last = before.get(client);
    return last == null ? null : update(last);
  }
}
