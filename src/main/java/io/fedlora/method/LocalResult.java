package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import java.util.SortedMap;

/**
 * What local work gave.
 *
 * @param own what the client owns from now on
 * @param upload what it sends; may be empty
 * @param local what is scored in place of the common state right after local work
 * @param loss mean training loss over the steps
 * @param reports further numbers by name, as {@code hypergradient-ratio}
 */
public record LocalResult(
    Owned own, State upload, State local, double loss, SortedMap<String, Double> reports) {}
