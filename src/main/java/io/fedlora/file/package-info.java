/**
 * Files that are either there as a whole or not at all, and how a bad one is reported. What is
 * written whole goes to a temporary name, is synced and renamed ({@link io.fedlora.file.WholeFile},
 * {@link io.fedlora.file.WholeFolder}); what grows line by line may end in a torn line after a
 * kill, is cut there, and is told again from its beginning, whereupon it must come out with the
 * same bytes ({@link io.fedlora.file.GrowingFile}). Errors say which file it was and what the
 * system said of it, and no more.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.file;
