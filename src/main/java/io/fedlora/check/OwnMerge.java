package io.fedlora.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A method's own rule of merging, followed over a whole run: {@code docs/run-folder.md} has each
 * rule. What it comes to is compared with what the run left, with allowance for rounding.
 */
interface OwnMerge {
  /**
   * An update of a merge.
   *
   * @param client that sent it
   * @param weight as the journal has it
   * @param parts it holds
   */
  record Share(int client, double weight, List<Values> parts) {
    /** The part of that name. */
    Optional<Values> part(String name) {
      return parts.stream().filter(one -> one.part().equals(name)).findFirst();
    }

    /**
     * The part of that name.
     *
     * @throws FrameException if there is none
     */
    Values need(String name) throws FrameException {
      return part(name)
          .orElseThrow(
              () -> new FrameException("an update of client " + client + " has no " + name));
    }
  }

  /**
   * The next version.
   *
   * @param shares in their order in the journal
   * @throws FrameException if the updates cannot be merged by the rule
   */
  void merge(List<Share> shares) throws FrameException;

  /**
   * Where a common state is not the one that the merges gave; empty if it is.
   *
   * @throws FrameException if it cannot be compared
   */
  String difference(List<Values> found) throws FrameException;

  /** The rule of a run; null if it has none of those known here. */
  static @Nullable OwnMerge of(Rules rules, List<Values> initial) {
    return switch (rules.merge()) {
      case "sparsity-weighted" -> new SparsityWeighted(initial, rules.term("perModule") == 1);
      case "mean-of-products" -> new MeanOfProducts(rules.term("alpha"));
      case "sum-of-products" -> new SumOfProducts(initial, rules.term("alpha"));
      case "outer-step" -> new OuterStep(initial, rules.term("rate"), rules.term("momentum"));
      default -> null;
    };
  }
}
