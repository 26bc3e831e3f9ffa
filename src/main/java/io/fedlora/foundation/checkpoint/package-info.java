/**
 * Readers of checkpoints: ONNX files inside model jars, Hugging Face folders, and a random tiny
 * encoder for tests; each gives the same {@link io.fedlora.foundation.checkpoint.Checkpoint}.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.foundation.checkpoint;
