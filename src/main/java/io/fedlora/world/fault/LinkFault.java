package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;

/** A fault of links: it befalls a record on its way. */
public non-sealed interface LinkFault extends Fault {
  /** Which way records go that it befalls. */
  Direction direction();

  /** Does its harm. */
  void befall(Passage passage, RandomStream draw);
}
