/** Measurements of this machine that the {@code bench} command prints. */
@org.jspecify.annotations.NullMarked
package io.fedlora.bench;
