package io.fedlora.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A further name of something {@link Named}, under which it has other defaults. What a scenario
 * sets goes before the preset's, and the preset's before those of the name itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Preset.Several.class)
public @interface Preset {
  /** As {@code fedit}. */
  String value();

  /** One line that says what it is. */
  String summary();

  /** As {@link Named#defaults()}. */
  String[] defaults();

  /** Holds several on one class. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Several {
    /** The presets. */
    Preset[] value();
  }
}
