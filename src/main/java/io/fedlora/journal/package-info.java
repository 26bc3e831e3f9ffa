/**
 * The journal of a run: its events, the ledger of requests, and the invariants that are checked
 * over it.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.journal;
