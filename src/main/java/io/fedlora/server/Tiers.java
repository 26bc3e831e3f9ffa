package io.fedlora.server;

import io.fedlora.scenario.TierWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clients in tiers by how long they are expected to take, the fastest first, as in TiFL (Chai et
 * al., arXiv 2001.09249) and FedAT (Chai et al., arXiv 2010.05958). Tiers are as even in size as
 * may be: of n clients in order, with ties in order of their numbers, tier k of m has those from
 * ⌊(k − 1) n / m⌋ to ⌊k n / m⌋.
 */
public final class Tiers {
  /** There are none. */
  public static final Tiers NONE = new Tiers(List.of());

  private final List<List<Integer>> clients;
  private final int[] tierOf;

  private Tiers(List<List<Integer>> clients) {
    this.clients = clients;
    this.tierOf = new int[clients.stream().mapToInt(List::size).sum()];
    for (int tier = 0; tier < clients.size(); tier++) {
      for (int client : clients.get(tier)) {
        tierOf[client] = tier;
      }
    }
  }

  /**
   * So many tiers.
   *
   * @param expected how long each client is expected to take, in nanoseconds
   * @param number of tiers, no more than there are clients
   */
  public static Tiers of(long[] expected, int number) {
    int[] order =
        IntStream.range(0, expected.length)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer client) -> expected[client])
                    .thenComparingInt(client -> client))
            .mapToInt(Integer::intValue)
            .toArray();
    List<List<Integer>> tiers = new ArrayList<>();
    for (int tier = 0; tier < number; tier++) {
      int from = (int) ((long) tier * order.length / number);
      int to = (int) ((tier + 1L) * order.length / number);
      tiers.add(Arrays.stream(order, from, to).sorted().boxed().toList());
    }
    return new Tiers(tiers);
  }

  /** How many there are. */
  public int number() {
    return clients.size();
  }

  /** The clients of a tier, from 0, in ascending order. */
  public List<Integer> clients(int tier) {
    return clients.get(tier);
  }

  int tierOf(int client) {
    return tierOf[client];
  }

  /**
   * What the updates of a tier weigh together, in (0, 1]. By merges it is what FedAT gives a tier's
   * model: the merges so far of the tier at the other end, over those of all, each counted from 1.
   *
   * @param merges of each tier so far
   */
  double whole(TierWeights law, int tier, List<Integer> merges) {
    return switch (law) {
      case FULL -> 1;
      case BY_CLIENTS -> (double) clients.get(tier).size() / tierOf.length;
      case BY_MERGES -> {
        int all = merges.stream().mapToInt(Integer::intValue).sum() + merges.size();
        yield (1.0 + merges.get(merges.size() - 1 - tier)) / all;
      }
    };
  }
}
