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
 */
public record WorkOrder(long request, int client, int round, long version, int ordinal) {}
