package io.fedlora.world.fault;

import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;

/** The work takes its time and comes to nothing. */
@Named(value = "device-failed", summary = "local work takes its time and fails")
public record DeviceFailed(Options options) implements DeviceFault {
  /** When it happens, for each piece of local work. */
  public record Options(@Flat Occurrence when) {}

  @Override
  public Occurrence when() {
    return options.when();
  }
}
