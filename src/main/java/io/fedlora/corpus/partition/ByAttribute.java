package io.fedlora.corpus.partition;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Partition;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Split;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Natural clients: each holds the texts of one value of the corpus's attribute (author, domain, …).
 *
 * <p>Of more values than clients those with the most training texts are taken; client 0 has the
 * largest. The sizes of the scenario are upper bounds, and {@code all} sets none: a client with
 * fewer texts has all its sections cut in proportion. Labels come in each client's own proportions,
 * whatever {@code corpus.draw} says.
 */
@Named(
    value = "by-attribute",
    aliases = "natural",
    summary = "natural clients: one value of the corpus's attribute each")
public final class ByAttribute implements Partition {
  @Override
  public List<Shard> divide(Pool pool, CorpusSizes sizes, int clients, long seed) {
    Map<String, List<Integer>> training = byValue(pool, pool.training());
    Map<String, List<Integer>> test = byValue(pool, pool.test());
    if (training.isEmpty()) {
      throw new ScenarioException(
          "partition.kind = by-attribute: the corpus has no attribute. Name a column with"
              + " corpus.attribute, or choose another partition");
    }
    if (training.size() < clients) {
      throw new ScenarioException(
          "clients = %d: partition.kind = by-attribute gives a client to each value of the attribute, and there are only %d. Lower clients"
              .formatted(clients, training.size()));
    }
    List<String> values = new ArrayList<>(training.keySet());
    values.sort(Comparator.comparingInt(value -> -training.getOrDefault(value, List.of()).size()));
    List<Shard> shards = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      String value = values.get(client);
      int[] own = array(training.getOrDefault(value, List.of()));
      int[] ownTest = array(test.getOrDefault(value, List.of()));
      Split split = Split.upTo(pool, own, ownTest, sizes, seed, client);
      if (split.train().length == 0 || split.test().length == 0) {
        throw new ScenarioException(
            "clients = %d: value %s of the attribute is among the %d largest, but gives %d train and %d test texts. Lower clients"
                .formatted(clients, value, clients, split.train().length, split.test().length));
      }
      shards.add(new Shard(client, split.train(), split.validation(), split.test()));
    }
    return shards;
  }

  private static Map<String, List<Integer>> byValue(Pool pool, int[] texts) {
    Map<String, List<Integer>> values = new TreeMap<>();
    for (int text : texts) {
      String value = pool.example(text).attribute();
      if (value != null) {
        values.computeIfAbsent(value, v -> new ArrayList<>()).add(text);
      }
    }
    return values;
  }

  private static int[] array(List<Integer> texts) {
    return texts.stream().mapToInt(Integer::intValue).toArray();
  }
}
