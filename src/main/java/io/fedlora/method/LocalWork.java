package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.random.RandomStream;
import java.util.List;

/** Local work to be done: what the client has, and what it may use. */
public interface LocalWork {
  /** Who works. */
  int client();

  /** The round, from 1. */
  int round();

  /** What the server sent. */
  State received();

  /** What the client owns. */
  Owned own();

  /** How many local steps to do: as many as the scenario asks for and as there is time for. */
  int steps();

  /** How many of so many steps there is time for, for methods that count their steps otherwise. */
  default int within(int steps) {
    return steps;
  }

  /** Training texts of the client. */
  int examples();

  /** Minibatches of the client's training texts, the same for every method that asks alike. */
  List<Batch> batches(String purpose, int count);

  /** A stream of random numbers for this piece of work. */
  RandomStream stream(String purpose);

  /** Computes the steps. */
  FrozenModel model();
}
