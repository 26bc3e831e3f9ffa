/**
 * A run folder read back for those who show it: the journal's events put together into what
 * happened to each request and each client, the metrics, and the spectra of the adapters. Reads the
 * files of the folder alone, also while a run still writes them.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.report.reading;
