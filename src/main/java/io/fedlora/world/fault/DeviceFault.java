package io.fedlora.world.fault;

/** A fault of the device that does a client's work. */
public sealed interface DeviceFault extends Fault permits DeviceFailed, DeviceSlow {}
