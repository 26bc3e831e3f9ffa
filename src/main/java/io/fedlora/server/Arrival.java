package io.fedlora.server;

import io.fedlora.method.Contribution;

/**
 * An update that has arrived and is sound.
 *
 * @param request it answers
 * @param version of the common state that its work began from
 * @param update what it holds
 */
record Arrival(long request, long version, Contribution update) {}
