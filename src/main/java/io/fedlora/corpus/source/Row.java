package io.fedlora.corpus.source;

import org.jspecify.annotations.Nullable;

/** A row of a corpus file. */
interface Row {
  /** The line it starts at, from 1. */
  long line();

  /** What it holds in this column, or null if it has no such column. */
  @Nullable String value(String column);

  /** What it does hold, for error messages, as {@code 2 columns}. */
  String held();
}
