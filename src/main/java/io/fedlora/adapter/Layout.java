package io.fedlora.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the flat vector of a part is divided into named arrays, one after the other without gaps.
 *
 * @param entries in order of offset
 */
public record Layout(List<Entry> entries) {
  public Layout {
    entries = List.copyOf(entries);
    int offset = 0;
    Set<String> names = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.offset() != offset) {
        throw new IllegalArgumentException(
            entry.name() + " starts at " + entry.offset() + ", expected " + offset);
      }
      if (!names.add(entry.name())) {
        throw new IllegalArgumentException(entry.name() + " stands twice in a layout");
      }
      offset = Math.addExact(offset, entry.size());
    }
  }

  /** How many values a part of this layout holds. */
  public int size() {
    if (entries.isEmpty()) {
      return 0;
    }
    Entry last = entries.get(entries.size() - 1);
    return last.offset() + last.size();
  }

  /**
   * The entry of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Entry entry(String name) {
    for (Entry entry : entries) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    throw new IllegalArgumentException("no entry " + name);
  }

  /** Starts an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects entries and works out their offsets. */
  public static final class Builder {
    private final List<Entry> entries = new ArrayList<>();
    private int offset;

    private Builder() {}

    /** Appends an array. */
    public Builder add(String name, int... shape) {
      List<Integer> extents = new ArrayList<>();
      for (int extent : shape) {
        extents.add(extent);
      }
      Entry entry = new Entry(name, extents, offset);
      entries.add(entry);
      offset = Math.addExact(offset, entry.size());
      return this;
    }

    /** The finished layout. */
    public Layout build() {
      return new Layout(entries);
    }
  }
}
