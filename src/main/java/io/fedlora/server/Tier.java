package io.fedlora.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A tier of clients, and the round of its own that it holds. */
final class Tier {
  private final int number;
  private final List<Integer> clients;

  /** Requests of this round of the tier that may still be answered. */
  private final Set<Long> waiting = new LinkedHashSet<>();

  /** In order of arrival. */
  private final List<Arrival> inHand = new ArrayList<>();

  private boolean open;
  private int asked;
  private long end = Long.MAX_VALUE;

  /**
   * @param number from 0, the fastest first
   */
  Tier(int number, List<Integer> clients) {
    this.number = number;
    this.clients = clients;
  }

  int number() {
    return number;
  }

  List<Integer> clients() {
    return clients;
  }

  boolean isOpen() {
    return open;
  }

  /** How many are asked in the round that is open. */
  int asked() {
    return asked;
  }

  /** When the round is over at the latest. */
  long end() {
    return end;
  }

  List<Arrival> inHand() {
    return inHand;
  }

  void open(int clientsAsked, long latestEnd) {
    open = true;
    asked = clientsAsked;
    end = latestEnd;
  }

  void waitFor(long request) {
    waiting.add(request);
  }

  void take(Arrival arrival) {
    inHand.add(arrival);
  }

  boolean holdsUpdateOf(int client) {
    return inHand.stream().anyMatch(arrival -> arrival.update().client() == client);
  }

  /** Whether nobody is waited for any more now that this request is answered, or will not be. */
  boolean isLastAnswer(long request) {
    return waiting.remove(request) && waiting.isEmpty();
  }

  /** Takes what meets a condition out of hand. */
  List<Arrival> dropIf(Predicate<Arrival> condition) {
    List<Arrival> dropped = inHand.stream().filter(condition).toList();
    inHand.removeIf(condition);
    return dropped;
  }

  void close() {
    open = false;
    asked = 0;
    end = Long.MAX_VALUE;
    waiting.clear();
  }
}
