package io.fedlora.world.fault;

import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.time.Duration;

/** A slot takes longer in real time; nothing but {@code machine.jsonl} shows it. */
@Named(value = "device-slow", summary = "a slot takes longer in real time; no outcome changes")
public record DeviceSlow(Options options) implements DeviceFault {
  /**
   * @param when it happens, for each piece of local work
   * @param by real time that is added
   */
  public record Options(@Flat Occurrence when, Duration by) {}

  @Override
  public Occurrence when() {
    return options.when();
  }
}
