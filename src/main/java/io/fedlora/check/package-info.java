/**
 * The proof of a run from its folder alone. What is checked are the eight invariants that {@code
 * docs/invariants.md} lists; how it is checked shares no code with what runs, so that one mistake
 * cannot hide another: the journal is read as JSON, the wire records byte by byte, and every sum is
 * taken anew.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.check;
