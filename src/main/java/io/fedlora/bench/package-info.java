/**
 * The performance figures of a machine: what a local step costs by form and precision, what a
 * second thread brings, and whether memory stays flat. The one room that reads the wall clock for
 * its results.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.bench;
