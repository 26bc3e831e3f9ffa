package io.fedlora.world;

/**
 * What befalls a piece of local work on the device.
 *
 * @param fails whether it comes to nothing
 * @param realNanos by which it takes longer in real time
 */
public record DeviceTrouble(boolean fails, long realNanos) {
  /** All is well. */
  public static final DeviceTrouble NONE = new DeviceTrouble(false, 0);

  DeviceTrouble failing() {
    return new DeviceTrouble(true, realNanos);
  }

  DeviceTrouble slowedBy(long nanos) {
    return new DeviceTrouble(fails, realNanos + nanos);
  }
}
