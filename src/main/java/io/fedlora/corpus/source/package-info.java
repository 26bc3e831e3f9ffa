/** The corpora that a scenario can name: those that come with the project and readers of files. */
@org.jspecify.annotations.NullMarked
package io.fedlora.corpus.source;
