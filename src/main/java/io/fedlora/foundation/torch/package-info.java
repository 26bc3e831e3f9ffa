/**
 * The step program: TorchScript that is assembled in memory, loaded through DJL, and computes a
 * whole local step in one call. The only place, with {@code device}, that touches DJL.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.foundation.torch;
