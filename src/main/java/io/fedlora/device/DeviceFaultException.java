package io.fedlora.device;

/** A device that breaks down over its work, as a scenario may ask for. */
public final class DeviceFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeviceFaultException(String message) {
    super(message);
  }
}
