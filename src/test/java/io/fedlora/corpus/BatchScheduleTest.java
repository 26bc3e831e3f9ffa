package io.fedlora.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchScheduleTest {
  /** Text i has (3 i mod 29) + 1 tokens. */
  private static final TokenTable TABLE =
      new TokenTable(
          IntStream.range(0, 40)
              .mapToObj(i -> new EncodedText(new int[3 * i % 29 + 1], new int[3 * i % 29 + 1]))
              .toList(),
          IntStream.range(0, 40).map(i -> i % 3).toArray());

  private static final Shard MANY = shard(0, IntStream.range(0, 22).toArray());
  private static final Shard FEW = shard(1, 30, 31, 32);

  private static Shard shard(int client, int... train) {
    return new Shard(client, train, new int[0], new int[0]);
  }

  private static BatchSchedule schedule(long seed) {
    return new BatchSchedule(TABLE, List.of(MANY, FEW), 8, seed);
  }

  @Test
  void anEpochShowsEveryTextAndFillsItsLastBatch() {
    List<Batch> epoch = schedule(5).draw(0, 0, "xi", 3);
    List<Integer> rows = epoch.stream().flatMapToInt(b -> IntStream.of(b.texts())).boxed().toList();
    assertThat(epoch).allMatch(batch -> batch.rows() == 8);
    assertThat(epoch).allMatch(batch -> IntStream.of(batch.texts()).distinct().count() == 8);
    assertThat(rows).containsAll(IntStream.range(0, 22).boxed().toList());
    assertThat(epoch)
        .allSatisfy(b -> assertThat(b.length()).isEqualTo(TABLE.paddedLength(b.texts())));
    assertThat(epoch)
        .allSatisfy(
            b ->
                assertThat(b.labels())
                    .isEqualTo(Arrays.stream(b.texts()).map(TABLE::label).toArray()));
  }

  @Test
  void batchesHoldTextsOfLikeLength() {
    int padded =
        schedule(5).draw(0, 0, "xi", 300).stream().mapToInt(b -> b.rows() * b.length()).sum();
    // 22 texts: 8 of padded length 8, 5 of 16, 5 of 24, 4 of 32. Sorted and cut into 8, 8 and 6
    // (and
    // 2 more) they are 8, 24 and 32 long; unsorted batches would nearly all be 32 long.
    assertThat(padded).isEqualTo(100 * 8 * (8 + 24 + 32));
  }

  @Test
  void isASequenceThatOnlyItsKeyDecides() {
    List<Batch> ten = schedule(5).draw(0, 2, "xi", 10);
    assertThat(texts(schedule(5).draw(0, 2, "xi", 4))).isEqualTo(texts(ten).subList(0, 4));
    assertThat(texts(schedule(5).draw(0, 2, "zeta", 10))).isNotEqualTo(texts(ten));
    assertThat(texts(schedule(5).draw(0, 3, "xi", 10))).isNotEqualTo(texts(ten));
    assertThat(texts(schedule(6).draw(0, 2, "xi", 10))).isNotEqualTo(texts(ten));
    assertThat(texts(ten).subList(0, 3)).isNotEqualTo(texts(ten).subList(3, 6));
  }

  @Test
  void aClientWithFewTextsShowsThemAllEachTime() {
    List<Batch> batches = schedule(5).draw(1, 0, "xi", 4);
    assertThat(batches).hasSize(4);
    assertThat(batches)
        .allSatisfy(b -> assertThat(b.texts()).containsExactlyInAnyOrder(30, 31, 32));
  }

  @Test
  void evaluationGoesByLengthThenIndex() {
    // Lengths of texts 0, 1, 2, 10, 29, 39: 1, 4, 7, 2, 1, 2.
    List<Batch> batches = BatchSchedule.evaluation(TABLE, new int[] {39, 2, 10, 29, 1, 0}, 4);
    assertThat(texts(batches)).containsExactly(List.of(0, 29, 10, 39), List.of(1, 2));
    assertThat(batches).allMatch(batch -> batch.length() == 8);
  }

  private static List<List<Integer>> texts(List<Batch> batches) {
    return batches.stream().map(b -> IntStream.of(b.texts()).boxed().toList()).toList();
  }
}
