package io.fedlora.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of named parts in a fixed order; immutable, as long as nobody writes to a part's values.
 */
public final class State {
  private static final State EMPTY = new State(new LinkedHashMap<>());

  private final Map<String, Part> parts;

  private State(Map<String, Part> parts) {
    this.parts = parts;
  }

  /** No parts at all. */
  public static State empty() {
    return EMPTY;
  }

  /** These parts, in this order. */
  public static State of(Part... parts) {
    return of(List.of(parts));
  }

  /** These parts, in this order. */
  public static State of(Collection<Part> parts) {
    Map<String, Part> map = new LinkedHashMap<>();
    for (Part part : parts) {
      if (map.put(part.name(), part) != null) {
        throw new IllegalArgumentException("part " + part.name() + " stands twice");
      }
    }
    return new State(map);
  }

  /** The parts in order. */
  public List<Part> parts() {
    return new ArrayList<>(parts.values());
  }

  /** The names in order. */
  public List<String> names() {
    return new ArrayList<>(parts.keySet());
  }

  /** Whether there is a part of that name. */
  public boolean has(String name) {
    return parts.containsKey(name);
  }

  /**
   * The part of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no part " + name + " among " + parts.keySet());
    }
    return part;
  }

  /** This state with the part put in, in place of one of the same name or at the end. */
  public State with(Part part) {
    Map<String, Part> map = new LinkedHashMap<>(parts);
    map.put(part.name(), part);
    return new State(map);
  }

  /** This state and the parts of another; where both have a part, the other's. */
  public State with(State other) {
    Map<String, Part> map = new LinkedHashMap<>(parts);
    map.putAll(other.parts);
    return new State(map);
  }

  /** The parts of these names that are here, in this state's order. */
  public State only(Collection<String> names) {
    Map<String, Part> map = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> {
          if (names.contains(name)) {
            map.put(name, part);
          }
        });
    return new State(map);
  }

  /** How many values all parts hold together. */
  public long parameters() {
    long sum = 0;
    for (Part part : parts.values()) {
      sum += part.values().length;
    }
    return sum;
  }

  @Override
  public String toString() {
    return "State" + parts.keySet();
  }
}
