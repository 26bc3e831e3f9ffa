package io.fedlora.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the common state from the one before it and the updates, as {@code
 * docs/run-folder.md} has it, step by step: each update cut back and put on top of the common
 * state, the centre of them, and its mixture with what there was.
 */
final class Remerge {
  private final Rules rules;

  Remerge(Rules rules) {
    this.rules = rules;
  }

  /**
   * An update of a merge.
   *
   * @param base the common state that it began from; null if that is not known
   * @param staleness merges missed
   */
  record Update(Frame frame, double weight, int staleness, @Nullable List<Values> base) {}

  /** Whether a merge follows from its updates alone. */
  boolean needsStates() {
    return !rules.inRounds() || rules.clipNorm() > 0 || rules.merge().equals(Rules.MEAN_OF_PARTS);
  }

  /**
   * The next common state.
   *
   * @param current null if it is not known
   * @return null if that cannot be told
   * @throws FrameException if the updates do not have the same parts
   */
  @Nullable List<Values> next(@Nullable List<Values> current, List<Update> updates)
      throws FrameException {
    double sum = 0;
    for (Update update : updates) {
      sum += update.weight();
    }
    List<CommonState.Share> shares = new ArrayList<>();
    for (Update update : updates) {
      List<Values> placed = placed(current, update);
      if (placed == null) {
        return null;
      }
      double weight = rules.inRounds() ? update.weight() : update.weight() / sum;
      shares.add(new CommonState.Share(update.frame().request(), placed, weight));
    }
    List<Values> centre = CommonState.centre(shares, centre());
    if (rules.inRounds()) {
      return centre;
    }
    return current == null ? null : mixed(current, centre, sum);
  }

  /**
   * The next common state where every part is the weighted mean of the updates that hold it.
   *
   * @param current null if it is not known
   * @param decided parts that the method has set, as the journal says
   * @return null if that cannot be told
   * @throws FrameException if updates hold a part unlike, or one that has also been decided
   */
  @Nullable List<Values> nextParts(
      @Nullable List<Values> current, List<Update> updates, List<Values> decided)
      throws FrameException {
    if (current == null) {
      return null;
    }
    Map<String, Values> set = new LinkedHashMap<>();
    decided.forEach(values -> set.put(values.part(), values));
    List<Values> next = new ArrayList<>();
    for (Values part : current) {
      List<CommonState.Share> holders = new ArrayList<>();
      for (Update update : updates) {
        for (Values sent : update.frame().parts()) {
          if (sent.part().equals(part.part())) {
            holders.add(
                new CommonState.Share(update.frame().request(), List.of(sent), update.weight()));
          }
        }
      }
      Values own = set.remove(part.part());
      if (own != null && !holders.isEmpty()) {
        throw new FrameException("part " + part.part() + " is decided, and yet updates hold it");
      }
      if (holders.isEmpty()) {
        next.add(own == null ? part : own);
      } else {
        next.addAll(CommonState.centre(holders, CommonState::mean));
      }
    }
    if (!set.isEmpty()) {
      throw new FrameException("what is decided is no part of the common state: " + set.keySet());
    }
    return next;
  }

  private CommonState.Centre centre() {
    return switch (rules.centre()) {
      case "median" -> CommonState::median;
      case "trimmed-mean" -> CommonState.trimmed(rules.trim());
      default -> CommonState::mean;
    };
  }

  private @Nullable List<Values> placed(@Nullable List<Values> current, Update update)
      throws FrameException {
    List<Values> sent = update.frame().parts();
    boolean moves = rules.movesOn() && update.staleness() > 0;
    if (!moves && rules.clipNorm() == 0) {
      return sent;
    }
    List<Values> from = update.base();
    List<Values> onto = moves ? current : from;
    if (from == null || onto == null) {
      return null;
    }
    requireSame(update, sent, from);
    double norm = norm(sent, from);
    boolean shortens = rules.clipNorm() > 0 && norm > rules.clipNorm();
    if (!moves && !shortens) {
      return sent;
    }
    double factor = shortens ? rules.clipNorm() / norm : 1;
    List<Values> placed = new ArrayList<>();
    for (int part = 0; part < sent.size(); part++) {
      float[] end = sent.get(part).values();
      float[] begin = from.get(part).values();
      float[] below = onto.get(part).values();
      float[] result = new float[end.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) (below[i] + factor * ((double) end[i] - begin[i]));
      }
      placed.add(new Values(sent.get(part).part(), result));
    }
    return placed;
  }

  private static void requireSame(Update update, List<Values> sent, List<Values> from)
      throws FrameException {
    boolean same = sent.size() == from.size();
    for (int part = 0; same && part < sent.size(); part++) {
      same = !CommonState.differ(sent.get(part), from.get(part));
    }
    if (!same) {
      throw new FrameException(
          "the update of request %d does not have the parts of the common state"
              .formatted(update.frame().request()));
    }
  }

  private static double norm(List<Values> sent, List<Values> from) {
    double sum = 0;
    for (int part = 0; part < sent.size(); part++) {
      float[] end = sent.get(part).values();
      float[] begin = from.get(part).values();
      for (int i = 0; i < end.length; i++) {
        double difference = (double) end[i] - begin[i];
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum);
  }

  private static List<Values> mixed(List<Values> old, List<Values> merged, double share) {
    List<Values> mixed = new ArrayList<>();
    for (int part = 0; part < old.size(); part++) {
      float[] before = old.get(part).values();
      float[] after = merged.get(part).values();
      float[] result = new float[before.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) ((1 - share) * before[i] + share * after[i]);
      }
      mixed.add(new Values(old.get(part).part(), result));
    }
    return mixed;
  }
}
