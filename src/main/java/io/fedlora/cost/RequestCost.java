package io.fedlora.cost;

import io.fedlora.foundation.StepCost;

/**
 * What one request to one client costs.
 *
 * @param trained values that its local work trains
 * @param kept those of them that may not leave the client
 * @param down trainable values sent to it
 * @param up trainable values sent back
 * @param downBytes of the wire record to it
 * @param upBytes of the wire record back
 * @param steps computed
 * @param work operations of these steps
 * @param frozen operations for the constant activations below the lowest adapter, which a client's
 *     texts take once
 */
public record RequestCost(
    Parameters trained,
    Parameters kept,
    Parameters down,
    Parameters up,
    long downBytes,
    long upBytes,
    int steps,
    StepCost work,
    long frozen) {}
