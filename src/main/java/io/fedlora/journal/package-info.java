/**
 * The journal of a run: its events, the lines they are written as, and the ledger of requests. What
 * must hold over a journal is checked in {@link io.fedlora.check}.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.journal;
