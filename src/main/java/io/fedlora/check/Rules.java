package io.fedlora.check;

import java.util.List;
import java.util.Map;

/**
 * The rules of a run, from its first event. Durations are virtual nanoseconds.
 *
 * @param clients how many there are
 * @param rounds how many are to be held
 * @param collection {@code synchronous}, {@code buffered}, {@code asynchronous} or {@code
 *     semi-synchronous}
 * @param deadline of a round after its opening; −1 for none
 * @param crashDetection after which a silent client may be asked again, and a round without
 *     deadline closes
 * @param quorum least share of those asked, or of the buffer
 * @param acceptLate whether late updates may be merged
 * @param localSteps that a client does on a request if it has the time
 * @param partialWork whether clients may do fewer steps, and updates weigh by them
 * @param concurrency the most clients at work at a time, without rounds
 * @param buffer updates that end a window at once; 0 if their number does not
 * @param mixing α of asynchronous collection
 * @param period of semi-synchronous collection; −1 for none
 * @param tiers into which clients are put; 0 for none
 * @param tierWeights {@code by-merges}, {@code by-clients} or {@code full}
 * @param age how updates lose weight with age
 * @param merge {@code weighted-mean}, {@code mean-of-parts}, {@code unchanged}, {@code own} or one
 *     of {@link OwnMerge}
 * @param mergeTerms numbers of that rule by name
 * @param centre {@code mean}, {@code median} or {@code trimmed-mean}
 * @param trim share that the trimmed mean leaves out at either end
 * @param clipNorm greatest norm of what an update changes; 0 for any
 * @param wall whether real time passed: what is due happens a little late then
 */
record Rules(
    int clients,
    int rounds,
    String collection,
    long deadline,
    long crashDetection,
    double quorum,
    boolean acceptLate,
    int localSteps,
    boolean partialWork,
    int concurrency,
    int buffer,
    double mixing,
    long period,
    int tiers,
    String tierWeights,
    Age age,
    String merge,
    Map<String, Double> mergeTerms,
    String centre,
    double trim,
    double clipNorm,
    boolean wall) {
  static final String WEIGHTED_MEAN = "weighted-mean";
  static final String MEAN_OF_PARTS = "mean-of-parts";
  static final String UNCHANGED = "unchanged";

  /** Every rule that a journal may name. */
  static final List<String> MERGES =
      List.of(
          WEIGHTED_MEAN,
          MEAN_OF_PARTS,
          UNCHANGED,
          "sparsity-weighted",
          "mean-of-products",
          "sum-of-products",
          "outer-step",
          "own");

  static final String MEAN = "mean";

  static Rules of(Line started) {
    return new Rules(
        (int) started.whole("clients"),
        (int) started.whole("rounds"),
        started.text("collection"),
        started.whole("deadline"),
        started.whole("crashDetection"),
        started.number("quorum"),
        started.flag("acceptLate"),
        (int) started.whole("localSteps"),
        started.whole("workLimit") >= 0,
        (int) started.whole("concurrency"),
        (int) started.whole("buffer"),
        started.number("mixing"),
        started.whole("period"),
        (int) started.whole("tiers"),
        started.text("tierWeights"),
        Age.of(started),
        started.text("merge"),
        started.table("mergeTerms"),
        started.text("centre"),
        started.number("trim"),
        started.number("clipNorm"),
        started.text("pace").equals("wall"));
  }

  /** Whether updates are collected in synchronous rounds. */
  boolean inRounds() {
    return collection.equals("synchronous");
  }

  /** Whether what an update changed is put on top of the common state as it is at its merge. */
  boolean movesOn() {
    return collection.equals("buffered") || collection.equals("semi-synchronous");
  }

  /** A number of the rule of merging; not a number if the journal does not have it. */
  double term(String name) {
    return mergeTerms.getOrDefault(name, Double.NaN);
  }

  /** Whether every version follows from the journal and the updates. */
  boolean isMean() {
    return merge.equals(WEIGHTED_MEAN) || merge.equals(MEAN_OF_PARTS);
  }

  /** How long the server waits for a round or a request. */
  long patience() {
    return deadline < 0 ? crashDetection : deadline;
  }

  /** The instant by which a round that opened then must have closed. */
  long end(long opened) {
    return opened + (period < 0 ? patience() : period);
  }

  /** The least number of arrivals with which a round of so many may be merged. */
  int needed(int asked) {
    return Math.max(1, (int) Math.ceil(quorum * asked - 1e-9));
  }
}
