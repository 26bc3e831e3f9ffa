package io.fedlora.device;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import java.util.SortedMap;

/**
 * What local work gave.
 *
 * @param own what the client owns from now on: private parts, optimiser state
 * @param upload what goes to the server; may be empty
 * @param local what is scored in place of the common state right after local work; it stays with
 *     the client
 * @param examples training texts of the client
 * @param steps local steps
 * @param loss mean training loss over the steps
 * @param reports further numbers by name
 */
public record Trained(
    Owned own,
    State upload,
    Owned local,
    int examples,
    int steps,
    double loss,
    SortedMap<String, Double> reports) {}
