/**
 * The page of a run while it goes on, served to this machine alone. It watches the run folder as
 * any reader could, so that nothing of the run waits for it or knows of it.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.report.live;
