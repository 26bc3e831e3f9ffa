package io.fedlora.corpus;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which texts each local step trains on: an endless sequence of batches for every request, drawn by
 * seed and the same whatever the method.
 *
 * <p>The sequence goes by epochs. In an epoch a client's training texts are shuffled, put in order
 * of their padded length (texts of equal length stay shuffled), cut into batches, and the batches
 * are shuffled: so a batch pads little. Every batch is full: the last of the cut is filled up with
 * the first texts of the shuffle that it does not hold yet. Only a client with fewer texts than a
 * batch has smaller batches, each of them all it has.
 */
public final class BatchSchedule {
  private final TokenTable table;
  private final List<Shard> shards;
  private final int size;
  private final long seed;

  /**
   * @param shards of all clients in order
   * @param size rows of a batch
   */
  public BatchSchedule(TokenTable table, List<Shard> shards, int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("a batch of " + size + " rows");
    }
    this.table = table;
    this.shards = List.copyOf(shards);
    this.size = size;
    this.seed = seed;
  }

  /**
   * The first batches of a sequence.
   *
   * @param ordinal which request to this client, so that every request draws anew
   * @param purpose what the batches are for, as {@code "xi"} and {@code "zeta"}
   * @param count how many batches
   */
  public List<Batch> draw(int client, long ordinal, String purpose, int count) {
    int[] train = shards.get(client).train();
    List<Batch> batches = new ArrayList<>(count);
    for (long epoch = 0; batches.size() < count; epoch++) {
      RandomStream stream = RandomStream.of(seed, "batches " + purpose, client, ordinal, epoch);
      List<Batch> cut = cut(train, stream);
      int[] order = IntStream.range(0, cut.size()).toArray();
      stream.shuffle(order);
      for (int i = 0; i < order.length && batches.size() < count; i++) {
        batches.add(cut.get(order[i]));
      }
    }
    return batches;
  }

  private List<Batch> cut(int[] train, RandomStream stream) {
    int[] shuffled = train.clone();
    stream.shuffle(shuffled);
    int[] sorted =
        Arrays.stream(shuffled)
            .boxed()
            .sorted(Comparator.comparingInt(t -> table.paddedLength(t)))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < sorted.length; from += size) {
      int[] rows = Arrays.copyOfRange(sorted, from, Math.min(from + size, sorted.length));
      batches.add(table.batch(filled(rows, shuffled)));
    }
    return batches;
  }

  private int[] filled(int[] rows, int[] shuffled) {
    IntStream others =
        Arrays.stream(shuffled).filter(t -> Arrays.stream(rows).noneMatch(row -> row == t));
    return IntStream.concat(Arrays.stream(rows), others).limit(size).toArray();
  }

  /**
   * Batches to score on: every text once, shortest first, equally long ones by index.
   *
   * @param indices texts of the table
   * @param rows rows of a batch; the last may have fewer
   */
  public static List<Batch> evaluation(TokenTable table, int[] indices, int rows) {
    int[] order =
        Arrays.stream(indices)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(t -> table.text(t).ids().length)
                    .thenComparingInt(t -> t))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += rows) {
      batches.add(
          table.batch(Arrays.copyOfRange(order, from, Math.min(from + rows, order.length))));
    }
    return batches;
  }
}
