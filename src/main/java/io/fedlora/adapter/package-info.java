/**
 * Trainable state as plain arrays and its algebra: parts with their layouts, means and products of
 * low-rank factors, spectra, and the safetensors files they are kept in. No tensor library, no
 * actors.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.adapter;
