package io.fedlora.foundation.torch;

/** Writes the script of one kind of insertion; a new kind is one more of these. */
interface InsertionText {
  /** The lines that this kind's insertions add at a site; empty if none sits there. */
  String at(Site site, Draft draft);
}
