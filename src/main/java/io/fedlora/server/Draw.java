package io.fedlora.server;

import io.fedlora.random.RandomStream;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Draws clients to be asked, every free one as likely as any other. */
final class Draw {
  /** So many busy ones in a row say that few are free, and looking through all is quicker. */
  private static final int PATIENCE = 32;

  private Draw() {}

  /**
   * Some of the free clients, in ascending order; all of them if they are no more than wanted.
   *
   * @param clients there are 0 … clients − 1
   */
  static int[] of(int wanted, int clients, IntPredicate isFree, RandomStream stream) {
    TreeSet<Integer> drawn = new TreeSet<>();
    int misses = 0;
    while (drawn.size() < wanted && misses < PATIENCE) {
      int client = stream.nextInt(clients);
      boolean hit = isFree.test(client) && drawn.add(client);
      misses = hit ? 0 : misses + 1;
    }
    if (drawn.size() < wanted) {
      int[] rest =
          IntStream.range(0, clients)
              .filter(client -> isFree.test(client) && !drawn.contains(client))
              .toArray();
      stream.shuffle(rest);
      Arrays.stream(rest).limit(wanted - drawn.size()).forEach(drawn::add);
    }
    return drawn.stream().mapToInt(Integer::intValue).toArray();
  }
}
