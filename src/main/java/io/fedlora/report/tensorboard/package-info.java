/**
 * The metrics of a run as TensorBoard reads them. They are made from the metrics files, so they say
 * nothing that does not stand there too; their times are virtual, so that a rerun gives the same
 * bytes.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.report.tensorboard;
