package io.fedlora.corpus;

import java.util.List;

/** How a corpus falls apart into clients; a scenario names it by {@code partition.kind}. */
public interface Partition {
  /**
   * Draws texts and gives each to one client. The outcome depends on the arguments alone.
   *
   * @return a shard for each client in order, its indexes being those of the pool
   * @throws io.fedlora.scenario.ScenarioException if the pool cannot be divided so
   */
  List<Shard> divide(Pool pool, CorpusSizes sizes, int clients, long seed);
}
