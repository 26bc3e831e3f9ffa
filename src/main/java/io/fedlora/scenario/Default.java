package io.fedlora.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an option is when neither the scenario nor {@code application.conf} says it. For extensions,
 * which cannot add their keys to {@code application.conf}; where both have a default, that of
 * {@code application.conf} holds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** The value as it would stand in a scenario, as {@code 8}, {@code 30s} or {@code [a, b]}. */
  String value();
}
