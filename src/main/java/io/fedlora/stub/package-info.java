/**
 * A method and a trainer without a model, for what concerns the control plane alone: its tests, its
 * measurements and its stress.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.stub;
