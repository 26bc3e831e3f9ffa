package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A federated method: what the server holds, what a client owns, what travels, what local work is,
 * how updates are merged and which model is scored.
 *
 * <p>A method is a stateless description; all state is handed in and out. Its class carries {@link
 * io.fedlora.scenario.Named} and has one public constructor that takes its options record, whose
 * components are its keys in the scenario's {@code method} block, and a {@link Setting}. Local work
 * and scoring run on device threads, several at once; the rest in turns of the clock.
 */
public interface FederatedMethod {
  /** What the server holds at version 0, parts that never travel included. */
  State initialCommon();

  /** What a client owns before its first work. */
  Owned initialOwn(int client);

  /**
   * What is sent to a client that is asked in a round: a choice of the common state, or made from
   * it.
   */
  State download(State common, int client, int round);

  /**
   * Whether a part of that name may leave a client in a round. Whatever this denies is private at
   * that stage.
   */
  boolean mayLeave(String part, int round);

  /** Parts that updates may hold and that are neither of the common state nor owned at first. */
  default List<String> uploads() {
    return List.of();
  }

  /**
   * The update of a client that has learnt nothing and does not want it seen: of what was received
   * all that may leave. Where an update holds what no download does, a method makes it up.
   *
   * @param received in that round
   */
  default State untrained(int client, State received, int round) {
    return received.only(received.names().stream().filter(part -> mayLeave(part, round)).toList());
  }

  /** Does local work, on a device thread or, to count it, on a model that only counts. */
  LocalResult work(LocalWork work);

  /**
   * What is wrong with the shape of an update; empty if nothing. Values that are not finite have
   * been dealt with.
   */
  default String objection(State common, Contribution update) {
    State expected = download(common, update.client(), update.round());
    return StateMath.layoutDifference(expected, update.state()).orElse("");
  }

  /** An update's weight in a merge before it is discounted for staleness and normalised. */
  default double weight(Contribution update) {
    return 1;
  }

  /**
   * The next common state.
   *
   * @param merged updates in client order (accepted late ones behind), weights summing to 1
   */
  State merge(State common, List<Weighted> merged, int round);

  /**
   * Whether what was asked for in a round may still be merged in a later one, as far as the method
   * is concerned. An update that may not is late, whatever is done with late ones.
   */
  default boolean mergesLate(int asked, int round) {
    return true;
  }

  /** What a reader of the journal may expect of {@link #merge}. */
  default MergeRule mergeRule() {
    return MergeRule.WEIGHTED_MEAN;
  }

  /** The numbers that a reader of the journal needs besides to follow the rule, by name. */
  default SortedMap<String, Double> mergeTerms() {
    return new TreeMap<>();
  }

  /**
   * Whether updates may be merged a few at a time, whichever version of the common state each began
   * from. Only then can a scenario collect otherwise than in synchronous rounds. What an update
   * changed is then put on top of a later version, and the outcome of {@link #merge} is mixed with
   * the common state, so all three must be of the same layout.
   */
  default boolean mergesAnyVersion() {
    return mergeRule() == MergeRule.WEIGHTED_MEAN || mergeRule() == MergeRule.UNCHANGED;
  }

  /** The model that is scored for a client. */
  Scored scored(int client, State common, Owned own);

  /**
   * What is scored in place of that model, where a method first fits it to the client's training
   * texts: by a few steps, say, that are taken for the score alone. Like all scoring this costs
   * nothing, and what it makes is not kept. It runs on device threads.
   *
   * @param work what the client has and may use: {@code received} is the common state, {@code
   *     round} is 0
   */
  default Scored adapted(Scored scored, LocalWork work) {
    return scored;
  }

  /**
   * What {@link #adapted} makes of a model, where that depends on no text; empty where it does. The
   * outcome can be handed on to others as it is.
   */
  default Optional<Scored> adaptedWithoutTexts(Scored scored) {
    return Optional.of(scored);
  }

  /** Whether all data is pooled at one trainer; its model is then scored for every client. */
  default boolean pooled() {
    return false;
  }

  /** How a merge comes about. */
  enum MergeRule {
    /** Every part of the common state is the weighted mean of the updates' parts. */
    WEIGHTED_MEAN,
    /**
     * Every part that updates hold is the weighted mean of those that hold it. The others stay, or
     * are decided by the method; what it decides is journalled.
     */
    MEAN_OF_PARTS,
    /** The common state stays as it is. */
    UNCHANGED,
    /** Padded factors, weighted by the norm of their product ({@code perModule} 0 or 1). */
    SPARSITY_WEIGHTED,
    /**
     * Factors whose product is the weighted mean of products, each times {@code alpha} over its
     * rank.
     */
    MEAN_OF_PRODUCTS,
    /** Such a mean of products is added to what there was. */
    SUM_OF_PRODUCTS,
    /** A step with Nesterov's momentum towards the weighted mean ({@code rate}, momentum). */
    OUTER_STEP,
    /** Another rule, which nobody but the method knows. */
    OWN;

    /** Whether a reader of the journal needs version 0 to follow it. */
    public boolean followsFromBefore() {
      return this != WEIGHTED_MEAN && this != UNCHANGED && this != OWN;
    }
  }

  /**
   * An update with its share in a merge.
   *
   * @param weight of all merged updates' weights, which sum to 1
   */
  record Weighted(Contribution update, double weight) {}
}
