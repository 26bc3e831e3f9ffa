/**
 * Texts in, token batches out: readers of corpora, the split into train, validation and test, the
 * partition over clients, and the drawing of minibatches.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.corpus;
