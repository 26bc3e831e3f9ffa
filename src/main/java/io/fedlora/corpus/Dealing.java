package io.fedlora.corpus;

import java.util.ArrayList;
import java.util.List;

/** A partition that draws the texts of all clients together and then deals them. */
public interface Dealing extends Partition {
  /**
   * Deals the texts of one section.
   *
   * @param split what was drawn; {@code split.texts(section)} is to be dealt
   * @return the texts of each client, as pool indexes
   */
  int[][] deal(Pool pool, Split split, Section section, int clients, long seed);

  @Override
  default List<Shard> divide(Pool pool, CorpusSizes sizes, int clients, long seed) {
    Split split = Split.of(pool, sizes, clients, seed);
    int[][] train = deal(pool, split, Section.TRAIN, clients, seed);
    int[][] validation = deal(pool, split, Section.VALIDATION, clients, seed);
    int[][] test = deal(pool, split, Section.TEST, clients, seed);
    List<Shard> shards = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      shards.add(new Shard(client, train[client], validation[client], test[client]));
    }
    return shards;
  }
}
