package io.fedlora.check;

/**
 * The rules of a run, from its first event. Durations are virtual nanoseconds.
 *
 * @param clients how many there are
 * @param rounds how many are to be held
 * @param deadline of a round after its opening; −1 for none
 * @param crashDetection after which a silent client may be asked again, and a round without
 *     deadline closes
 * @param quorum least share of those asked
 * @param acceptLate whether late updates may be merged
 * @param stalenessBound the most merges they may have missed
 * @param stalenessExponent of their weight
 * @param merge {@code weighted-mean}, {@code unchanged} or {@code own}
 * @param wall whether real time passed: what is due happens a little late then
 */
record Rules(
    int clients,
    int rounds,
    long deadline,
    long crashDetection,
    double quorum,
    boolean acceptLate,
    int stalenessBound,
    double stalenessExponent,
    String merge,
    boolean wall) {
  static final String WEIGHTED_MEAN = "weighted-mean";
  static final String UNCHANGED = "unchanged";

  static Rules of(Line started) {
    return new Rules(
        (int) started.whole("clients"),
        (int) started.whole("rounds"),
        started.whole("deadline"),
        started.whole("crashDetection"),
        started.number("quorum"),
        started.flag("acceptLate"),
        (int) started.whole("stalenessBound"),
        started.number("stalenessExponent"),
        started.text("merge"),
        started.text("pace").equals("wall"));
  }

  /** The instant by which a round that opened then must have closed. */
  long end(long opened) {
    return opened + (deadline < 0 ? crashDetection : deadline);
  }

  /** The least number of arrivals with which a round of so many may be merged. */
  int needed(int asked) {
    return Math.max(1, (int) Math.ceil(quorum * asked - 1e-9));
  }

  /** The factor on the weight of an update that has missed so many merges. */
  double factor(int staleness) {
    return StrictMath.pow(1.0 + staleness, -stalenessExponent);
  }
}
