/**
 * What a run tells in numbers: the metrics files that grow with it, a line a round and a line a
 * client and round, and the summary at its end. The rooms below this one make something of a run
 * folder that is there: {@code reading} reads it back, {@code page} draws it, {@code live} serves
 * the page of a run that is under way, {@code tensorboard} and {@code parquet} write its metrics
 * for other tools. They read files alone, so that nothing in a run waits for them.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.report;
