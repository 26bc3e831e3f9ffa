package io.fedlora.corpus;

import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;

/**
 * All clients' texts, encoded, and who holds which.
 *
 * @param table the texts that some client holds, in client order: of client 0 what it trains on,
 *     validates on and is tested on, then client 1, …; so the texts of one client lie together
 * @param labels the name of each label id
 * @param metric what predictions are scored by
 * @param shards one for each client in order
 */
public record Population(TokenTable table, List<String> labels, Metric metric, List<Shard> shards) {
  public Population {
    labels = List.copyOf(labels);
    shards = List.copyOf(shards);
  }

  /**
   * Reads a corpus, divides it, and encodes what is used of it.
   *
   * @param maxLength the longest encoding in tokens
   * @throws ScenarioException if the corpus cannot be read or is too small
   */
  public static Population of(
      Corpus corpus,
      CorpusSizes sizes,
      Partition partition,
      int clients,
      Tokenizer tokenizer,
      int maxLength,
      long seed) {
    LabelledTexts texts = corpus.read();
    Pool pool = Pool.of(texts);
    if (clients < 1 || clients > pool.size()) {
      throw new ScenarioException(
          "clients = %d: the corpus has %d different texts; give at least 1 client and at most a client a text"
              .formatted(clients, pool.size()));
    }
    List<Shard> drawn = partition.divide(pool, sizes, clients, seed);
    List<EncodedText> encoded = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Shard> shards = new ArrayList<>();
    for (Shard shard : drawn) {
      int[][] renumbered = new int[3][];
      for (Section section : Section.values()) {
        int[] held = texts(shard, section);
        if (held.length == 0 && section != Section.VALIDATION) {
          throw new ScenarioException(
              "partition: client %d of %d would hold no %s text. Lower clients, raise corpus.%s-per-client, or choose a milder partition"
                  .formatted(shard.client(), clients, section.word(), section.word()));
        }
        int[] here = new int[held.length];
        for (int i = 0; i < held.length; i++) {
          Example example = pool.example(held[i]);
          here[i] = encoded.size();
          encoded.add(tokenizer.encode(example.text(), example.pair(), maxLength));
          labels.add(example.label());
        }
        renumbered[section.index()] = here;
      }
      shards.add(new Shard(shard.client(), renumbered[0], renumbered[1], renumbered[2]));
    }
    int[] ids = labels.stream().mapToInt(Integer::intValue).toArray();
    return new Population(new TokenTable(encoded, ids), texts.labels(), texts.metric(), shards);
  }

  /** How many clients. */
  public int clients() {
    return shards.size();
  }

  /** A client's texts in a section. */
  public int[] texts(int client, Section section) {
    return texts(shards.get(client), section);
  }

  /** How many of a client's texts in a section have each label. */
  public int[] labelCounts(int client, Section section) {
    int[] counts = new int[labels.size()];
    for (int text : texts(client, section)) {
      counts[table.label(text)]++;
    }
    return counts;
  }

  private static int[] texts(Shard shard, Section section) {
    return switch (section) {
      case TRAIN -> shard.train();
      case VALIDATION -> shard.validation();
      case TEST -> shard.test();
    };
  }
}
