package io.fedlora.adapter;

/**
 * One named piece of trainable state: a flat float32 vector and the table of what lies where.
 *
 * <p>Parts are what parks, travels, merges, is stored and is counted. By convention nobody writes
 * to {@link #values()} of a part that has been handed on: whoever changes a part makes a new one.
 *
 * @param name as {@code common}, {@code private}, {@code head}
 * @param layout the named arrays inside
 * @param values as long as the layout says
 */
public record Part(String name, Layout layout, float[] values) {
  public Part {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "part " + name + " has " + values.length + " values, its layout " + layout.size());
    }
  }

  /** The same part with other values. */
  public Part with(float[] changed) {
    return new Part(name, layout, changed);
  }

  /** A part of zeros. */
  public static Part zeros(String name, Layout layout) {
    return new Part(name, layout, new float[layout.size()]);
  }
}
