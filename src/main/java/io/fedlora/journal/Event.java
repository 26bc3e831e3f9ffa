package io.fedlora.journal;

import java.util.List;
import java.util.SortedMap;

/**
 * Something that happened in a run. Its line in the journal is its type and its fields; what each
 * means is in {@code docs/run-folder.md}. Times and durations are virtual nanoseconds.
 */
public sealed interface Event {
  /** As {@code round-opened}: the record's name in kebab case. */
  default String type() {
    return EventLine.kebab(getClass().getSimpleName());
  }

  /**
   * The first event of every run, with what a reader needs to prove it: the rules of the server,
   * how merges come about, whether virtual or wall time passes ({@code pace}), what models are
   * scored by, and in which rounds which parts may leave a client ({@code leaves}: ranges of rounds
   * as {@code 1-4 8} by part). Numbers that do not apply are 0, durations and bounds that there are
   * none of −1.
   */
  record RunStarted(
      String scenario,
      String method,
      long seed,
      int clients,
      int rounds,
      String collection,
      long deadline,
      long crashDetection,
      double quorum,
      boolean acceptLate,
      int localSteps,
      long workLimit,
      int concurrency,
      int buffer,
      double mixing,
      long period,
      int tiers,
      String tierWeights,
      String staleness,
      int stalenessBound,
      double stalenessExponent,
      int hingeDelay,
      double hingeSlope,
      String merge,
      SortedMap<String, Double> mergeTerms,
      String centre,
      double trim,
      double clipNorm,
      String pace,
      String metric,
      SortedMap<String, String> leaves)
      implements Event {}

  /** A client and its profile; labels are counts of its training texts by label name. */
  record ClientRegistered(
      int client,
      String group,
      String behaviour,
      int train,
      int test,
      SortedMap<String, Integer> labels,
      double speed,
      double up,
      double down,
      long latency)
      implements Event {}

  /**
   * How long a client is expected to take for {@code flops} of work and a record of {@code bytes}
   * each way, by its profile alone.
   */
  record ClientTimed(int client, long flops, long bytes, long expected) implements Event {}

  /** A tier, from 1, the fastest first; {@code concurrency} of its clients are asked at a time. */
  record TierFormed(int tier, List<Integer> clients, int concurrency) implements Event {}

  /** A tier asks {@code asked} of its clients and is over by {@code deadline}, an instant. */
  record TierOpened(int round, int tier, List<Integer> asked, long deadline) implements Event {}

  /** A tier is over, and with it the round. */
  record TierClosed(int round, int tier) implements Event {}

  /** The server asks {@code asked} clients; {@code deadline} is an instant, −1 for none. */
  record RoundOpened(int round, long version, List<Integer> asked, long deadline)
      implements Event {}

  /** A request is on its way; {@code bytes} of its wire record, {@code parameters} inside. */
  record RequestSent(long request, int round, int client, long version, long bytes, long parameters)
      implements Event {}

  /** Local work begins and will take until {@code until} unless it is abandoned. */
  record WorkStarted(long request, int client, int steps, long tokens, long flops, long until)
      implements Event {}

  /** Local work is done. */
  record WorkFinished(long request, int client, int steps, long tokens, long flops, double loss)
      implements Event {}

  /** What finished work left with the client is not finite; the client keeps what it had before. */
  record StateDiscarded(long request, int client, String reason) implements Event {}

  /** Local work was broken off; what was done of it till then. */
  record WorkAbandoned(long request, int client, int steps, long tokens, long flops)
      implements Event {}

  /** Local work failed with an error of the device. */
  record WorkFailed(long request, int client, String reason) implements Event {}

  /** An update is on its way. */
  record UpdateSent(long request, int client, long bytes, long parameters) implements Event {}

  /** A record without tensors is on its way: {@code kind} is {@code hello} or {@code recall}. */
  record MessageSent(int client, String kind, String direction, long bytes) implements Event {}

  /** An update has arrived in its round; its checksum is the CRC32C of its values. */
  record UpdateReceived(long request, int round, int client, long checksum) implements Event {}

  /** Outcome: the update is part of {@code version}, with its share of the whole. */
  record UpdateMerged(
      long request, int round, int client, long version, double weight, int staleness, boolean late)
      implements Event {}

  /**
   * A method has set a part of the common state that no update holds, in the merge of a version.
   */
  record PartDecided(int round, long version, String part, List<Double> values) implements Event {}

  /** Outcome: the update came after its round and was not used. */
  record UpdateLate(long request, int round, int client) implements Event {}

  /** An update came after its round and waits for the next merge. */
  record UpdateKept(long request, int round, int client, long checksum) implements Event {}

  /** Outcome: the update is wrong. */
  record UpdateRejected(long request, int round, int client, String reason) implements Event {}

  /** An answer to a request that already has an outcome. */
  record UpdateDuplicate(long request, int client) implements Event {}

  /** Outcome: nothing will arrive. */
  record RequestLost(long request, int round, int client, String reason) implements Event {}

  /** Outcome: the answer is no longer wanted. */
  record RequestCancelled(long request, int round, int client, String reason) implements Event {}

  /**
   * A client is gone: why, as {@code window} or {@code outage}, or lost, as {@code dropout-before},
   * {@code dropout-during} or {@code dropout-upload}.
   */
  record ClientAway(int client, String reason) implements Event {}

  /**
   * A client that crashed goes on from its last safe copy, made after so many finished pieces of
   * work.
   */
  record StateRestored(int client, int works) implements Event {}

  /** Something goes wrong on purpose; {@code request} is 0 where it concerns none. */
  record FaultInjected(String kind, int client, long request) implements Event {}

  /**
   * The server goes down by the fault {@code kind}: it forgets what it had received and not merged,
   * and what it had asked for.
   */
  record ServerDown(String kind) implements Event {}

  /** The server goes on from its safe copy, made after {@code round} rounds. */
  record ServerBack(int round, long version) implements Event {}

  /** A client is there again. */
  record ClientBack(int client) implements Event {}

  /**
   * A round is over; {@code reason} is {@code all}, {@code enough}, {@code deadline}, {@code
   * nobody}, {@code period} or {@code restart}. {@code checksum} is the CRC32C of the common state
   * after it.
   */
  record RoundClosed(
      int round,
      String reason,
      int asked,
      int arrived,
      int merged,
      boolean quorum,
      long version,
      long checksum)
      implements Event {}

  /** The last event of a run that came to its end. */
  record RunCompleted(int rounds, long version) implements Event {}
}
