package io.fedlora.corpus;

import java.util.List;

/** How a corpus falls apart into clients; a scenario names it by {@code partition.kind}. */
public interface Partition {
  /**
   * Draws texts and gives each to one client. The outcome depends on the arguments alone.
   *
   * <p>There is one shard for each client, the shard of client k at place k. No text stands in two
   * shards, nor in two lists of one shard, so that nothing is tested on what anybody has learnt
   * from; texts may be left over. Every client has a text to train on and one to be tested on; the
   * list to validate on may be empty. Where a corpus brings test texts of its own ({@link
   * Pool#test}), those to train and validate on are of {@link Pool#training} and those to test on
   * of them: {@link Split} draws so. How many are asked for is in {@code sizes}, each client's
   * number; a partition whose point it is may give some more and others fewer.
   *
   * @return a shard for each client in order, its indexes being those of the pool
   * @throws io.fedlora.scenario.ScenarioException if the pool cannot be divided so
   */
  List<Shard> divide(Pool pool, CorpusSizes sizes, int clients, long seed);
}
