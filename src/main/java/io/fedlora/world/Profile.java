package io.fedlora.world;

/**
 * What a client's hardware and connection are like.
 *
 * @param group of the fleet
 * @param behaviour the name of its conduct
 * @param speed FLOP/s
 * @param speedJitter standard deviation of the logarithm of each request's own factor on the speed
 * @param up bytes a second towards the server
 * @param down bytes a second from the server
 * @param latency nanoseconds a record takes besides its bytes
 * @param latencyJitter the most that is added to the latency, uniform, in nanoseconds
 * @param dropout probability that a request ends in the client's dropping out
 * @param availability when it is there
 * @param storm when its links are clogged
 * @param workPerDay nanoseconds of computing after which it is out of power until the next day; −1
 *     for no limit
 */
public record Profile(
    String group,
    String behaviour,
    double speed,
    double speedJitter,
    double up,
    double down,
    long latency,
    long latencyJitter,
    double dropout,
    Availability availability,
    Storm storm,
    long workPerDay) {
  /** A client whose links are never clogged and that may work all day. */
  public Profile(
      String group,
      String behaviour,
      double speed,
      double speedJitter,
      double up,
      double down,
      long latency,
      long latencyJitter,
      double dropout,
      Availability availability) {
    this(
        group,
        behaviour,
        speed,
        speedJitter,
        up,
        down,
        latency,
        latencyJitter,
        dropout,
        availability,
        Storm.NONE,
        -1);
  }
}
