/**
 * The metrics of a run as Parquet files, for those whose tools read columns. They are made from the
 * metrics files on demand and say nothing that does not stand there too.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.report.parquet;
