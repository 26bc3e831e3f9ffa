/**
 * Sweeps: a scenario under every combination of values and seeds, run one after the other, with a
 * table of what came of it.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.sweep;
