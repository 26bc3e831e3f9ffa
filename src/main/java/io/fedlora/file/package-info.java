/** Files that are either there as a whole or not at all, and how a bad one is reported. */
@org.jspecify.annotations.NullMarked
package io.fedlora.file;
