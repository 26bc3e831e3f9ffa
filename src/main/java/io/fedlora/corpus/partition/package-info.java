/** The partitions that a scenario can name: ways in which a corpus falls apart into clients. */
@org.jspecify.annotations.NullMarked
package io.fedlora.corpus.partition;
