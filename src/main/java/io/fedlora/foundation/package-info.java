/**
 * Frozen foundation models: where adapters can be put, what one local step computes, what it costs,
 * and the contract of the engine that does it. The engine itself is in {@code foundation.torch},
 * the readers of checkpoints in {@code foundation.checkpoint}.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.foundation;
