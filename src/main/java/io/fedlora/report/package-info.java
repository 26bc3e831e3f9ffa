/** Metrics files of a run and its summary. */
@org.jspecify.annotations.NullMarked
package io.fedlora.report;
