package io.fedlora.peft;

import io.fedlora.foundation.Linear;
import java.util.Comparator;

/**
 * An adapted linear.
 *
 * @param layer from 0
 * @param linear of that layer
 */
public record Site(int layer, Linear linear) implements Comparable<Site> {
  private static final Comparator<Site> ORDER =
      Comparator.comparingInt(Site::layer).thenComparing(Site::linear);

  /** Its module in an {@code AutoModel}, as {@code encoder.layer.4.attention.self.query}. */
  String module() {
    return "encoder.layer." + layer + "." + linear.path();
  }

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }
}
