package io.fedlora.corpus.source;

import org.jspecify.annotations.Nullable;

/**
 * A row of a corpus file, its label still a name.
 *
 * @param where file and line, for error messages
 */
record RawExample(
    String where,
    String text,
    @Nullable String pair,
    String label,
    @Nullable String attribute,
    @Nullable String group) {}
