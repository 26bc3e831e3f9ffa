package io.fedlora.device;

/**
 * Local work to be done for one request. It carries no arrays: what the server sent down and what
 * the client owns lie in the {@link StateRoom}, under the request and the client.
 *
 * @param request the request's id
 * @param client who works
 * @param round the request's round, from 1
 * @param version of the common state that was sent down
 * @param ordinal how often this client has been asked before
 * @param share of the steps that there is time for, or that the client cares to do, in [0, 1]
 * @param flipsLabels whether the client learns from wrong labels: each is taken for its opposite
 */
public record WorkOrder(
    long request,
    int client,
    int round,
    long version,
    int ordinal,
    double share,
    boolean flipsLabels) {
  private static final double SLACK = 1e-9;

  /** Work that there is time for. */
  public WorkOrder(long request, int client, int round, long version, int ordinal) {
    this(request, client, round, version, ordinal, 1, false);
  }

  /** The same work with time for a share of its steps. */
  public WorkOrder with(double smaller) {
    return new WorkOrder(request, client, round, version, ordinal, smaller, flipsLabels);
  }

  /** The same work on wrong labels. */
  public WorkOrder flippingLabels() {
    return new WorkOrder(request, client, round, version, ordinal, share, true);
  }

  /** How many of so many steps there is time for. */
  public int within(int steps) {
    return (int) Math.floor(share * steps + SLACK);
  }
}
