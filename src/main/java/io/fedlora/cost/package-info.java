/**
 * What methods cost, without training: a faultless run is gone through with a model that only
 * counts, so that parameters, bytes and operations are those of the run itself.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.cost;
