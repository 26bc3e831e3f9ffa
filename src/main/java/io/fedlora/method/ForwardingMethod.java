package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A method that does everything as another one does, for methods that differ from one in a single
 * respect.
 */
public abstract class ForwardingMethod implements FederatedMethod {
  private final FederatedMethod other;

  /**
   * @param other does what is not overridden
   */
  protected ForwardingMethod(FederatedMethod other) {
    this.other = other;
  }

  @Override
  public State initialCommon() {
    return other.initialCommon();
  }

  @Override
  public Owned initialOwn(int client) {
    return other.initialOwn(client);
  }

  @Override
  public State download(State common, int client, int round) {
    return other.download(common, client, round);
  }

  @Override
  public boolean mayLeave(String part, int round) {
    return other.mayLeave(part, round);
  }

  @Override
  public List<String> uploads() {
    return other.uploads();
  }

  @Override
  public State untrained(int client, State received, int round) {
    return other.untrained(client, received, round);
  }

  @Override
  public LocalResult work(LocalWork work) {
    return other.work(work);
  }

  @Override
  public String objection(State common, Contribution update) {
    return other.objection(common, update);
  }

  @Override
  public double weight(Contribution update) {
    return other.weight(update);
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    return other.merge(common, merged, round);
  }

  @Override
  public boolean mergesLate(int asked, int round) {
    return other.mergesLate(asked, round);
  }

  @Override
  public MergeRule mergeRule() {
    return other.mergeRule();
  }

  @Override
  public SortedMap<String, Double> mergeTerms() {
    return other.mergeTerms();
  }

  @Override
  public boolean mergesAnyVersion() {
    return mergeRule() == other.mergeRule() && other.mergesAnyVersion();
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    return other.scored(client, common, own);
  }

  @Override
  public Scored adapted(Scored scored, LocalWork work) {
    return other.adapted(scored, work);
  }

  @Override
  public Optional<Scored> adaptedWithoutTexts(Scored scored) {
    return other.adaptedWithoutTexts(scored);
  }

  @Override
  public boolean pooled() {
    return other.pooled();
  }
}
