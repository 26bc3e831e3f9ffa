package io.fedlora.world.fault;

/**
 * Something that can go wrong, a block of {@code faults} in a scenario. Its class carries {@link
 * io.fedlora.scenario.Named}, has one public constructor that takes its options record, and is one
 * of the kinds that extend this: what a fault does to a record on a link, to an update, to a client
 * to a device or to the server. It keeps nothing from one time to the next.
 */
public sealed interface Fault permits LinkFault, UpdateFault, Crash, DeviceFault, ServerRestart {
  /** When it happens, and to whom. */
  Occurrence when();

  /** Whether it cannot happen at all. */
  default boolean isNever() {
    return when().isNever();
  }
}
