package io.fedlora.journal;

/** Where events go, in the order in which they happen. */
@FunctionalInterface
public interface Journal {
  /** Keeps nothing. */
  Journal NONE = event -> {};

  /** Appends an event at the present instant. */
  void append(Event event);
}
