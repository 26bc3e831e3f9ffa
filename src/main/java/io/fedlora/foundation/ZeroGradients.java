package io.fedlora.foundation;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gradients of a step that was counted, not computed: all are 0, and an array is made only if
 * somebody looks at it. Nothing is learnt of them, so whoever meets this type can leave its values
 * alone.
 */
public final class ZeroGradients extends AbstractMap<String, float[]> {
  private final Map<String, Integer> sizes;

  /** Gradients of parts that have these sizes. */
  public ZeroGradients(Map<String, Integer> sizes) {
    this.sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return sizes.containsKey(name);
  }

  @Override
  public float @Nullable [] get(@Nullable Object name) {
    Integer size = sizes.get(name);
    return size == null ? null : new float[size];
  }

  @Override
  public Set<Map.Entry<String, float[]>> entrySet() {
    Set<Map.Entry<String, float[]>> entries = new LinkedHashSet<>();
    sizes.forEach((name, size) -> entries.add(Map.entry(name, new float[size])));
    return Collections.unmodifiableSet(entries);
  }
}
